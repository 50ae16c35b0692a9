import { RuleViolation } from '../ruleViolation.ts';
import { type NeededBy, shapeOf, type VerbName } from './verbs.ts';

/** What a letter to the person cannot do without: how it leaves; one that was posted, when, and what proves it. */
const NEEDS_OF_POSTING = { postedOn: 'date-missing', proof: 'proof-missing' };
const NEEDS_OF_LETTER = { sending: 'sending-missing', ...NEEDS_OF_POSTING };

/** What was given for a field that a verb cannot do without. Throws what is said of it where nothing was. */
export const needed = <V extends VerbName, T>(verb: V, field: NeededBy<V>, given: T): NonNullable<T> =>
  assertGiven(shapeOf(verb).needs?.[field], field, given);

/** The same of a letter to the person. */
export const neededOfLetter = <T>(field: keyof typeof NEEDS_OF_LETTER, given: T): NonNullable<T> =>
  assertGiven(NEEDS_OF_LETTER[field], field, given);

/**
 * Everything that was left empty in the form of a verb. A model stops at the first: from here whoever left several empty is told of
 * all at once.
 */
export function leftEmpty(verb: VerbName, form: Record<string, string>): RuleViolation[] {
  const needs = { ...shapeOf(verb).needs, ...('sending' in form ? needsOfSending(form) : {}) };
  return Object.entries(needs).flatMap(([field, code]) =>
    isEmpty(form[field]) ? [new RuleViolation(code, {}, field)] : [],
  );
}

const needsOfSending = ({ sending }: Record<string, string>): Record<string, string> =>
  sending === 'post' ? NEEDS_OF_POSTING : { sending: NEEDS_OF_LETTER.sending };

function assertGiven<T>(code: string | undefined, field: string, given: T): NonNullable<T> {
  if (given === undefined || given === null || isEmpty(given))
    throw new RuleViolation(code ?? 'field-missing', {}, field);
  return given;
}

const isEmpty = (given: unknown): boolean =>
  given === undefined || (typeof given === 'string' && given.trim() === '');
