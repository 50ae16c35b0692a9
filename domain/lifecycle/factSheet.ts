import { type CalendarDate, isCalendarDate } from '../calendar/calendarDate.ts';
import type { Facts } from '../deadlines/deadline.ts';
import type { PauseReason } from '../policies/policy.ts';
import { holding, type Returned, returnedIn, type Untold, untoldIn } from './letterEffects.ts';
import type { RecordedFact } from './recordedFact.ts';
import { restsIn } from './rests.ts';
import { isGivenUpByClosing, type Outcome, type StatusFacts, statusOf } from './status.ts';
import type { FactName } from './vocabulary.ts';
import { repliesTaken, type Wait, waitsFor } from './waits.ts';

/** What was fixed when a request was received. */
type ReceiptFacts = {
  receivedAt: Date;
  receivedOn: CalendarDate;
  receivedByDay: boolean;
  zone: string;
  mailboxNeeded: boolean;
};

/** What a register keeps of the facts besides the dates. */
type History = {
  identity?: RecordedFact;
  extensionDecidedAt?: Date;
  /** When the person had received an answer or a refusal that was later undone. */
  repliesTakenBack: Date[];
};

/** The recorded facts of one request, in the shapes that the rules need. */
export type FactSheet = {
  /** The facts that stand, as they were recorded. */
  recorded: readonly RecordedFact[];
  facts: Facts;
  /** The waits for the person, with what ended each. */
  waits: readonly Wait[];
  /** The waits ended by a reply that may still turn out not to be the answer. */
  repliesTaken: Required<Wait>[];
  standing: StatusFacts;
  history: History;
  identityConfirmed: boolean;
  extensionDecided: boolean;
  clarificationOpen: boolean;
  pauseOpen: boolean;
  /** When the last message of the person arrived. */
  lastMessageAt?: Date;
  /** The decisions that wait for their letter. */
  untold: Untold[];
  /** The letters that came back. */
  returned: Returned[];
  outcome: Outcome | null;
  closedAt: Date | null;
};

/** Facts that end a request, so that no promise is left to keep. */
const ENDING: FactName[] = ['withdrawn', 'refused', 'identity-rejected', 'closed', 'merged', 'marked-spam'];
/** Facts that close a request. */
const CLOSING: FactName[] = ['closed', 'merged', 'marked-spam'];
/** Facts that mean that the person was told the outcome (Art. 12(3), 12(4)). */
const REFUSAL: FactName[] = ['refused', 'identity-rejected'];
const REPLIES: FactName[] = ['answered', ...REFUSAL];

/**
 * Reads the facts of one request by their moments, in whatever order they were recorded. Undone facts count for the history alone. Of a
 * request that was merged, `whole` reads the facts as of one that is still open: what it promised goes on in another.
 */
export function readFacts(
  receipt: ReceiptFacts,
  facts: RecordedFact[],
  as: 'it-is' | 'whole' = 'it-is',
): FactSheet {
  const [ending, closing] = [ENDING, CLOSING].map((names) =>
    as === 'whole' ? names.filter((name) => name !== 'merged') : names,
  ) as [FactName[], FactName[]];
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
  const standsNow: StatusFacts = {
    mailboxNeeded: receipt.mailboxNeeded,
    mailboxConfirmed: firstOf('mailbox-confirmed') !== undefined,
    identityConfirmed: firstOf('identity-confirmed') !== undefined,
    awaitingPerson: waits.some(({ answeredAt }) => !answeredAt),
    answered: firstOf('answered', 'refused') !== undefined,
    closed: firstOf(...closing) !== undefined,
  };
  const isSilent = isGivenUpByClosing(statusOf(standsNow, [])); // a person who replies is no longer given up on
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
      endedAt: firstOf(...ending),
      fulfilled: byClock('fulfilled'),
      cancelled: byClock('clock-cancelled'),
      other: present({
        'identity-asked': firstOf('identity-asked'),
        'identity-confirmed': firstOf('identity-confirmed'),
        'clarification-asked': firstOf('clarification-asked'),
        clarified: firstOf('clarified'),
      }),
      rests: restsIn(recorded),
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
    outcome: OUTCOME_OF.find(([name]) => firstOf(name) && (as === 'it-is' || name !== 'merged'))?.[1] ?? null,
    closedAt: firstOf(...closing) ?? null,
  };
}

/** How a request ended, by the facts that say so. A closure with nothing else means that the person did not reply. */
const OUTCOME_OF: [FactName, Outcome][] = [
  ['merged', 'merged'],
  ['marked-spam', 'spam'],
  ['withdrawn', 'withdrawn'],
  ['identity-rejected', 'identity-not-confirmed'],
  ['refused', 'refused'],
  ['answered', 'answered'],
  ['closed', 'given-up'],
];

/**
 * When an extension was decided, even if it was undone since, for instance by an answer that came before its notice had gone.
 * Not one that was announced and then undone: its letter shows that.
 */
function extensionDecidedAt(recorded: RecordedFact[]): Date | undefined {
  const announced = recorded.filter(({ name, undoneAt }) => name === 'extension-notice-sent' && undoneAt);
  const decided = recorded.filter(({ name }) => name === 'extension-decided');
  const stands = decided.find(({ undoneAt }) => !undoneAt);
  const unsent = ({ letterId }: RecordedFact) => !announced.some((notice) => notice.letterId === letterId);
  return (stands ?? decided.findLast(unsent))?.at;
}

/** When the person had received a reply that was later undone. A letter that came back was never received. */
function repliesTakenBack(recorded: RecordedFact[]): Date[] {
  const had = holding(recorded.filter(({ name, undoneAt }) => !undoneAt || REPLIES.includes(name)));
  return had.filter(({ undoneAt }) => undoneAt).map(({ at }) => at);
}

/** The last day that an extension announces, where its law leaves the day to the controller. */
function announcedIn(held: RecordedFact[]): CalendarDate | undefined {
  const decided = held.findLast(({ name }) => name === 'extension-decided');
  return isCalendarDate(decided?.about) ? decided.about : undefined;
}

/** When the extension notice went out that later came back; undefined once another notice has gone out. */
function returnedNotice(standing: RecordedFact[], held: RecordedFact[]): Date | undefined {
  const isNotice = ({ name }: RecordedFact) => name === 'extension-notice-sent';
  return held.some(isNotice) ? undefined : standing.findLast(isNotice)?.at;
}

function present(facts: Record<string, Date | undefined>): Record<string, Date> {
  return Object.fromEntries(
    Object.entries(facts).filter((fact): fact is [string, Date] => fact[1] !== undefined),
  );
}
