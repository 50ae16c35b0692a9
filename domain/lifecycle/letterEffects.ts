import type { RecordedFact } from './recordedFact.ts';
import { ACTIONS, type Action, type FactName, type LetterKind } from './vocabulary.ts';

/**
 * Every act whose point is to tell the person. Somebody decides it; it becomes true when the mail server accepts its letter or the
 * letter is posted on a day with proof, and stays true unless that letter comes back (Art. 12(3), 12(4): the controller
 * *informs*; a pause begins with the question, an extension with its notice). docs/law.md#when-an-act-takes-effect
 */
export const DECISIONS = [
  'identity-request-decided',
  'clarification-request-decided',
  'extension-decided',
  'part-refusal-decided',
  'answer-decided',
  'refusal-decided',
  'identity-rejection-decided',
  'giving-up-decided',
  'rest-ending-decided',
] as const satisfies readonly FactName[];
export type Decision = (typeof DECISIONS)[number];

/** The letter that tells the person of a decision, and the facts that become true when it has gone out. */
export const TOLD_BY: Record<Decision, { letter: LetterKind; makes: readonly FactName[] }> = {
  'identity-request-decided': { letter: 'identity-request', makes: ['identity-asked'] },
  'clarification-request-decided': { letter: 'clarification-request', makes: ['clarification-asked'] },
  'extension-decided': { letter: 'extension-notice', makes: ['extension-notice-sent'] },
  'part-refusal-decided': { letter: 'refusal', makes: ['refused-in-part'] },
  'answer-decided': { letter: 'answer', makes: ['answered'] },
  'refusal-decided': { letter: 'refusal', makes: ['refused'] },
  'identity-rejection-decided': { letter: 'identity-rejected', makes: ['identity-rejected', 'closed'] },
  'giving-up-decided': { letter: 'giving-up', makes: ['closed'] },
  'rest-ending-decided': { letter: 'rest-ended', makes: ['rest-ended'] },
};

/** Facts that ended the request, on which a closure may rest. */
export const REPLIED: readonly FactName[] = ['answered', 'refused', 'identity-rejected', 'withdrawn'];

const MADE_BY_LETTERS: readonly FactName[] = Object.values(TOLD_BY).flatMap(({ makes }) => makes);

export const isMadeByLetter = (name: FactName): boolean => MADE_BY_LETTERS.includes(name);

export const isDecision = (name: FactName): name is Decision => DECISIONS.some((each) => each === name);

/** A decision of which the person has not been told. */
export type Untold = { decision: Decision; since: Date; letterId?: number };

/**
 * The facts that hold: without those made true by a letter that came back, unless its return was set aside.
 * docs/law.md#letters-that-come-back
 */
export function holding<F extends RecordedFact>(recorded: readonly F[]): F[] {
  const of = (name: FactName) =>
    new Set(recorded.filter((fact) => fact.name === name).map(({ letterId }) => letterId));
  const [cameBack, setAside] = [of('letter-returned'), of('return-set-aside')];
  return recorded.filter(
    ({ name, letterId }) =>
      !letterId || !MADE_BY_LETTERS.includes(name) || !cameBack.has(letterId) || setAside.has(letterId),
  );
}

/** A letter that came back, whose return was not set aside. */
export type Returned = { letterId: number; kind: string; at: Date };

/** The letters that came back, by the facts that hold; the latest last. */
export function returnedIn(held: readonly RecordedFact[]): Returned[] {
  const setAside = held.filter(({ name }) => name === 'return-set-aside').map(({ letterId }) => letterId);
  return held.flatMap(({ name, about, at, letterId }) =>
    name === 'letter-returned' && letterId && !setAside.includes(letterId)
      ? [{ letterId, kind: about ?? '', at }]
      : [],
  );
}

/** What settles a decision. Questions and extensions serve the reply: once the request has ended, nobody needs to be told of them. */
const SETTLED_BY: Partial<Record<Decision, readonly FactName[]>> = {
  'identity-request-decided': ['identity-confirmed', ...REPLIED],
  'clarification-request-decided': REPLIED,
  'extension-decided': REPLIED,
};

/**
 * The decisions whose letter has not gone out, or has come back, by the facts that hold; the latest last. Not those that
 * something else has settled, such as a question about an identity that was confirmed since.
 */
export function untoldIn(held: readonly RecordedFact[]): Untold[] {
  const settled = (decision: Decision) => held.some(({ name }) => SETTLED_BY[decision]?.includes(name));
  return held.flatMap(({ name, at, letterId }) => {
    if (!isDecision(name) || settled(name)) return [];
    const { makes } = TOLD_BY[name];
    const told = held.some((fact) => makes.includes(fact.name) && (!letterId || fact.letterId === letterId));
    return told ? [] : [{ decision: name, since: at, letterId: letterId ?? undefined }];
  });
}

const WHILE_AN_END_WAITS: readonly Action[] = [
  'answer',
  'refuse',
  'reject-identity',
  'close',
  'ask-identity',
  'ask-clarification',
  'extend',
  'correct-right',
  'end-rest',
  'merge',
  'mark-spam',
];

/** What cannot be decided while a decision waits for its letter. That decision can be undone first. */
const FORESTALLED: Record<Decision, readonly Action[]> = {
  'identity-request-decided': ['ask-identity'],
  'clarification-request-decided': ['ask-clarification'],
  'extension-decided': ['extend'],
  'part-refusal-decided': ['refuse', 'close', 'correct-right'],
  'answer-decided': WHILE_AN_END_WAITS,
  'refusal-decided': WHILE_AN_END_WAITS,
  'identity-rejection-decided': [...WHILE_AN_END_WAITS, 'confirm-identity'],
  'giving-up-decided': WHILE_AN_END_WAITS,
  'rest-ending-decided': ['answer', 'end-rest', 'close'],
};

/** Whether a waiting decision rules out an action: the same is not decided twice. */
export const isForestalled = (untold: readonly Pick<Untold, 'decision'>[], action: Action): boolean =>
  untold.some(({ decision }) => FORESTALLED[decision].includes(action));

/** The error text of a letter that was recalled before it went: the act that made it pointless. */
export const recalledBy = (action: Action): string => `recalled:${action}`;

/** The act that recalled a letter, if one did. */
export const recallIn = (said: string | null): Action | undefined =>
  ACTIONS.find((action) => said === recalledBy(action));
