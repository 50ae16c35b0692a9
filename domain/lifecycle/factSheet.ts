import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Facts } from '../deadlines/deadline.ts';
import { PAUSE_REASONS, type PauseReason } from '../policies/policy.ts';
import type { Standing } from './status.ts';
import type { FactName } from './vocabulary.ts';

/** A fact as it was recorded and not undone. `about` is a clock id, or the reason of a pause. */
export type RecordedFact = { name: FactName; about: string | null; at: Date };

/** What a request was from its first moment. */
export type Receipt = {
  receivedAt: Date;
  receivedOn: CalendarDate;
  receivedByDay: boolean;
  zone: string;
  mailboxNeeded: boolean;
};

/** What the recorded facts of one request say, in the three shapes that the rules ask for. */
export type FactSheet = {
  facts: Facts;
  standing: Standing;
  identityConfirmed: boolean;
  extensionDecided: boolean;
  clarificationOpen: boolean;
  pauseOpen: boolean;
};

/** Which facts begin and end a wait for the person, and for what. A manual pause names its reason in `about`. */
const ASKED: Partial<Record<FactName, PauseReason>> = {
  'identity-asked': 'identity',
  'clarification-asked': 'clarification',
};
const ANSWERED: Partial<Record<FactName, PauseReason>> = {
  'identity-confirmed': 'identity',
  'identity-rejected': 'identity',
  clarified: 'clarification',
};
/** Facts that end a request without a further promise to keep. */
const ENDING: FactName[] = ['withdrawn', 'refused', 'identity-rejected', 'closed'];
/** Facts by which the person was told the outcome (Art. 12(3), 12(4)). */
const REFUSAL: FactName[] = ['refused', 'identity-rejected'];

/** Reads the facts of one request. The order in which they were recorded does not matter, only their moments do. */
export function readFacts(receipt: Receipt, recorded: RecordedFact[]): FactSheet {
  const inOrder = [...recorded].sort((a, b) => a.at.getTime() - b.at.getTime());
  const firstOf = (...names: FactName[]) => inOrder.find(({ name }) => names.includes(name))?.at;
  const waits = waitsFor(inOrder);
  const byClock = (name: FactName) =>
    Object.fromEntries(
      inOrder.filter((fact) => fact.name === name).map((fact) => [fact.about ?? '', fact.at]),
    );
  const isOpen = (reason: PauseReason) => waits.some((wait) => wait.reason === reason && !wait.answeredAt);
  return {
    facts: {
      receivedAt: receipt.receivedAt,
      receivedOn: receipt.receivedByDay ? receipt.receivedOn : undefined,
      zone: receipt.zone,
      pauses: waits,
      extensionNoticeSentAt: firstOf('extension-notice-sent'),
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
    standing: {
      mailboxNeeded: receipt.mailboxNeeded,
      mailboxConfirmed: firstOf('mailbox-confirmed') !== undefined,
      identityConfirmed: firstOf('identity-confirmed') !== undefined,
      awaitingPerson: waits.some(({ answeredAt }) => !answeredAt),
      answered: firstOf('answered', 'refused') !== undefined,
      closed: firstOf('closed') !== undefined,
    },
    identityConfirmed: firstOf('identity-confirmed') !== undefined,
    extensionDecided: firstOf('extension-decided') !== undefined,
    clarificationOpen: isOpen('clarification'),
    pauseOpen: waits.some(({ answeredAt }) => !answeredAt),
  };
}

/** Each wait for the person from its first asking to its answer; a second asking meanwhile begins no second wait. */
function waitsFor(inOrder: RecordedFact[]): Facts['pauses'] {
  const waits: Facts['pauses'] = [];
  for (const fact of inOrder) {
    const begun = ASKED[fact.name] ?? (fact.name === 'paused' ? asReason(fact.about) : undefined);
    const ended = ANSWERED[fact.name] ?? (fact.name === 'resumed' ? asReason(fact.about) : undefined);
    const open = waits.find((wait) => wait.reason === (begun ?? ended) && !wait.answeredAt);
    if (begun && !open) waits.push({ reason: begun, askedAt: fact.at });
    if (ended && open) open.answeredAt = fact.at;
  }
  return waits;
}

function present(facts: Record<string, Date | undefined>): Record<string, Date> {
  return Object.fromEntries(
    Object.entries(facts).filter((fact): fact is [string, Date] => fact[1] !== undefined),
  );
}

const asReason = (text: string | null): PauseReason | undefined =>
  PAUSE_REASONS.find((reason) => reason === text);
