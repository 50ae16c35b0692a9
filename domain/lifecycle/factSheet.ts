import { type CalendarDate, isCalendarDate } from '../calendar/calendarDate.ts';
import type { Facts } from '../deadlines/deadline.ts';
import type { PauseReason } from '../policies/policy.ts';
import { holding, type Returned, returnedIn, type Untold, untoldIn } from './letterEffects.ts';
import { isGivenUpByClosing, type Outcome, type Standing, statusOf } from './status.ts';
import type { FactName } from './vocabulary.ts';
import { repliesTaken, type Wait, waitsFor } from './waits.ts';

/**
 * A fact as it was recorded. `about` is a clock id of `pack`, or the reason of a pause; `letterId` the letter that carries it.
 * What was undone is kept, and no longer stands.
 */
export type RecordedFact = {
  name: FactName;
  about: string | null;
  pack?: string | null;
  at: Date;
  undoneAt?: Date | null;
  letterId?: number | null;
};

/** What a request was from its first moment. */
export type Receipt = {
  receivedAt: Date;
  receivedOn: CalendarDate;
  receivedByDay: boolean;
  zone: string;
  mailboxNeeded: boolean;
};

/** What a register keeps of the facts beside the dates. */
export type History = {
  identity?: RecordedFact;
  extensionDecidedAt?: Date;
  /** When the person had an answer or a refusal that was taken back since. */
  repliesTakenBack: Date[];
};

/** What the recorded facts of one request say, in the shapes that the rules ask for. */
export type FactSheet = {
  /** Those that stand, as they were recorded. */
  recorded: readonly RecordedFact[];
  facts: Facts;
  /** What the person was asked and waited for, with what ended each wait. */
  waits: readonly Wait[];
  /** The replies that ended a wait and may still turn out not to be the answer. */
  repliesTaken: Required<Wait>[];
  standing: Standing;
  history: History;
  identityConfirmed: boolean;
  extensionDecided: boolean;
  clarificationOpen: boolean;
  pauseOpen: boolean;
  /** When the last message of the person arrived. */
  lastMessageAt?: Date;
  /** What is decided and waits for its letter. */
  untold: Untold[];
  /** The letters that came back. */
  returned: Returned[];
  outcome: Outcome | null;
  closedAt: Date | null;
};

/** Facts that end a request without a further promise to keep. */
const ENDING: FactName[] = ['withdrawn', 'refused', 'identity-rejected', 'closed'];
/** Facts by which the person was told the outcome (Art. 12(3), 12(4)). */
const REFUSAL: FactName[] = ['refused', 'identity-rejected'];
const REPLIES: FactName[] = ['answered', ...REFUSAL];

/** Reads the facts of one request; what was undone counts for its history alone. The order in which they were recorded does not matter, only their moments do. */
export function readFacts(receipt: Receipt, facts: RecordedFact[]): FactSheet {
  const recorded = [...facts].sort((a, b) => a.at.getTime() - b.at.getTime());
  const standing = recorded.filter(({ undoneAt }) => !undoneAt);
  const inOrder = holding(standing);
  const firstOf = (...names: FactName[]) => inOrder.find(({ name }) => names.includes(name))?.at;
  const waits = waitsFor(inOrder);
  const byClock = (name: FactName) =>
    Object.fromEntries(
      inOrder
        .filter((fact) => fact.name === name)
        .map((fact) => [fact.pack ? `${fact.about}@${fact.pack}` : (fact.about ?? ''), fact.at]),
    );
  const isOpen = (reason: PauseReason) => waits.some((wait) => wait.reason === reason && !wait.answeredAt);
  const standsNow: Standing = {
    mailboxNeeded: receipt.mailboxNeeded,
    mailboxConfirmed: firstOf('mailbox-confirmed') !== undefined,
    identityConfirmed: firstOf('identity-confirmed') !== undefined,
    awaitingPerson: waits.some(({ answeredAt }) => !answeredAt),
    answered: firstOf('answered', 'refused') !== undefined,
    closed: firstOf('closed') !== undefined,
  };
  const isSilent = isGivenUpByClosing(statusOf(standsNow, [])); // who replies is not given up any more
  return {
    recorded: inOrder,
    facts: {
      receivedAt: receipt.receivedAt,
      receivedOn: receipt.receivedByDay ? receipt.receivedOn : undefined,
      zone: receipt.zone,
      pauses: waits.map(({ endedBy: _, ...pause }) => pause),
      extensionNoticeSentAt: firstOf('extension-notice-sent'),
      extensionUntil: announcedIn(inOrder),
      extensionNoticeReturned: returnedNotice(standing, inOrder),
      answeredAt: firstOf('answered'),
      refusedAt: firstOf(...REFUSAL),
      endedAt: firstOf(...ENDING),
      fulfilled: byClock('fulfilled'),
      cancelled: byClock('clock-cancelled'),
      other: present({
        'identity-asked': firstOf('identity-asked'),
        'identity-confirmed': firstOf('identity-confirmed'),
        'clarification-asked': firstOf('clarification-asked'),
        clarified: firstOf('clarified'),
      }),
    },
    waits,
    repliesTaken: repliesTaken(waits, firstOf('identity-confirmed')),
    standing: standsNow,
    history: {
      identity: inOrder.find(({ name }) => name === 'identity-confirmed'),
      extensionDecidedAt: extensionDecidedAt(recorded),
      repliesTakenBack: repliesTakenBack(recorded),
    },
    identityConfirmed: firstOf('identity-confirmed') !== undefined,
    extensionDecided: firstOf('extension-decided') !== undefined,
    clarificationOpen: isOpen('clarification'),
    pauseOpen: waits.some(({ answeredAt }) => !answeredAt),
    lastMessageAt: inOrder.findLast(({ name }) => name === 'message-received')?.at,
    untold: untoldIn(inOrder).filter(({ decision }) => decision !== 'giving-up-decided' || isSilent),
    returned: returnedIn(inOrder),
    outcome: OUTCOME_OF.find(([name]) => firstOf(name))?.[1] ?? null,
    closedAt: firstOf('closed') ?? null,
  };
}

/** How a request ended, by the facts that say so: a closure with nothing else was one for silence. */
const OUTCOME_OF: [FactName, Outcome][] = [
  ['withdrawn', 'withdrawn'],
  ['identity-rejected', 'identity-not-confirmed'],
  ['refused', 'refused'],
  ['answered', 'answered'],
  ['closed', 'given-up'],
];

/**
 * When an extension was decided, although it was taken back since: by the answer that came before its notice had gone, for
 * instance. Not one that was announced and then taken back: that is told by its letter.
 */
function extensionDecidedAt(recorded: RecordedFact[]): Date | undefined {
  const announced = recorded.filter(({ name, undoneAt }) => name === 'extension-notice-sent' && undoneAt);
  const decided = recorded.filter(({ name }) => name === 'extension-decided');
  const stands = decided.find(({ undoneAt }) => !undoneAt);
  const unsent = ({ letterId }: RecordedFact) => !announced.some((notice) => notice.letterId === letterId);
  return (stands ?? decided.findLast(unsent))?.at;
}

/** When the person had a reply that was taken back since; one that came back they never had. */
function repliesTakenBack(recorded: RecordedFact[]): Date[] {
  const had = holding(recorded.filter(({ name, undoneAt }) => !undoneAt || REPLIES.includes(name)));
  return had.filter(({ undoneAt }) => undoneAt).map(({ at }) => at);
}

/** The last day that an extension names, where its law leaves that to the controller. */
function announcedIn(held: RecordedFact[]): CalendarDate | undefined {
  const decided = held.findLast(({ name }) => name === 'extension-decided');
  return isCalendarDate(decided?.about) ? decided.about : undefined;
}

/** When the notice of an extension went out that came back since; none once another one has gone out. */
function returnedNotice(standing: RecordedFact[], held: RecordedFact[]): Date | undefined {
  const isNotice = ({ name }: RecordedFact) => name === 'extension-notice-sent';
  return held.some(isNotice) ? undefined : standing.findLast(isNotice)?.at;
}

function present(facts: Record<string, Date | undefined>): Record<string, Date> {
  return Object.fromEntries(
    Object.entries(facts).filter((fact): fact is [string, Date] => fact[1] !== undefined),
  );
}
