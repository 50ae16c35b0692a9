import { PAUSE_REASONS, type PauseReason } from '../policies/policy.ts';
import type { FactName } from './vocabulary.ts';

type WaitFact = { name: FactName; about: string | null; at: Date };

/** A wait for the person, from the question to what ended it. An open wait has no end. */
export type Wait = { reason: PauseReason; askedAt: Date; answeredAt?: Date; endedBy?: FactName };

/** Which facts begin and end a wait, and for which reason. A pause recorded by hand names its reason in `about`. */
const ASKED: Partial<Record<FactName, PauseReason>> = {
  'identity-asked': 'identity',
  'clarification-asked': 'clarification',
};
const ANSWERED: Partial<Record<FactName, PauseReason>> = {
  'identity-confirmed': 'identity',
  'identity-rejected': 'identity',
  clarified: 'clarification',
};
/** Facts that end every wait: the person wrote, or nothing more is asked of them. */
const ENDS_ALL: FactName[] = ['message-received', 'answered', 'refused', 'withdrawn', 'closed', 'merged'];
/** Ends of a wait that a DPO may declare not to have been the answer. */
const MAY_BE_NO_ANSWER: (FactName | undefined)[] = ['message-received', 'resumed'];

/**
 * Each wait for the person, from the first question to its end. A second question meanwhile begins no second wait. Any message of
 * the person ends it as of its arrival, unless somebody has said since that it was not the answer. Asked on 2 March, a message on
 * 5 March that was not the answer, another on 9 March: the wait ends on 9 March. docs/law.md#what-ends-a-wait
 */
export function waitsFor(inOrder: readonly WaitFact[]): Wait[] {
  const waits: Wait[] = [];
  const rejected = inOrder.filter(({ name }) => name === 'reply-rejected');
  const counts = ({ at, name }: WaitFact, { reason }: Wait) =>
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

/** Whether a fact ends an open wait: for its reason, or for every reason. */
function ends({ name, about }: WaitFact, { reason }: Wait): boolean {
  if (ENDS_ALL.includes(name)) return true;
  return (name === 'resumed' ? asReason(about) : ANSWERED[name]) === reason;
}

/**
 * The waits that a reply ended, the last for each reason. A DPO may still say that it was not the answer, except for identity once
 * that is confirmed.
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
