import { PAUSE_REASONS, type PauseReason } from '../policies/policy.ts';
import type { FactName } from './vocabulary.ts';

type Told = { name: FactName; about: string | null; at: Date };

/** A wait for the person, from the asking to what ended it. An open one has no end. */
export type Wait = { reason: PauseReason; askedAt: Date; answeredAt?: Date; endedBy?: FactName };

/** Which facts begin and end a wait, and for what. A manual pause names its reason in `about`. */
const ASKED: Partial<Record<FactName, PauseReason>> = {
  'identity-asked': 'identity',
  'clarification-asked': 'clarification',
};
const ANSWERED: Partial<Record<FactName, PauseReason>> = {
  'identity-confirmed': 'identity',
  'identity-rejected': 'identity',
  clarified: 'clarification',
};
/** Facts that end every wait: the person wrote, or nothing is asked of them any more. */
const ENDS_ALL: FactName[] = ['message-received', 'answered', 'refused', 'withdrawn', 'closed'];
/** Ends of a wait of which a DPO may say that they were not the answer. */
const MAY_BE_NO_ANSWER: (FactName | undefined)[] = ['message-received', 'resumed'];

/**
 * Each wait for the person from its first asking to its end; a second asking meanwhile begins no second wait. Whatever the
 * person writes ends it as of its arrival, unless it was said since that this was not the answer: asked on 2 March, a
 * message on 5 March, which was not the answer, and another on 9 March, the wait ends on 9 March.
 */
export function waitsFor(inOrder: readonly Told[]): Wait[] {
  const waits: Wait[] = [];
  const rejected = inOrder.filter(({ name }) => name === 'reply-rejected');
  const counts = ({ at, name }: Told, { reason }: Wait) =>
    !MAY_BE_NO_ANSWER.includes(name) ||
    !rejected.some(({ about, at: whose }) => about === reason && whose.getTime() === at.getTime());
  for (const fact of inOrder) {
    const begun = ASKED[fact.name] ?? (fact.name === 'paused' ? asReason(fact.about) : undefined);
    if (begun && !waits.some((wait) => wait.reason === begun && !wait.answeredAt))
      waits.push({ reason: begun, askedAt: fact.at });
    for (const wait of waits.filter((each) => !each.answeredAt && ends(fact, each) && counts(fact, each)))
      Object.assign(wait, { answeredAt: fact.at, endedBy: fact.name });
  }
  return waits;
}

/** Whether a fact ends a wait that is open: for its reason, or for every reason. */
function ends({ name, about }: Told, { reason }: Wait): boolean {
  if (ENDS_ALL.includes(name)) return true;
  return (name === 'resumed' ? asReason(about) : ANSWERED[name]) === reason;
}

/**
 * The waits that a reply has ended: of each reason the last. A DPO may still say that it was not the answer, but not of
 * identity once that is confirmed.
 */
export function repliesTaken(waits: readonly Wait[], identityConfirmed: Date | undefined): Required<Wait>[] {
  return PAUSE_REASONS.flatMap((reason) => {
    const last = waits.findLast((wait) => wait.reason === reason);
    if (!last || !MAY_BE_NO_ANSWER.includes(last.endedBy)) return [];
    return reason === 'identity' && identityConfirmed ? [] : [last as Required<Wait>];
  });
}

const asReason = (text: string | null): PauseReason | undefined =>
  PAUSE_REASONS.find((reason) => reason === text);
