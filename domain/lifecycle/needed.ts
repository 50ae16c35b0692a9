import { RuleViolation } from '../ruleViolation.ts';
import { type NeededBy, shapeOf, type VerbName } from './verbs.ts';

/** What a letter to the person requires: how it is sent; if it was posted, the day and the proof of posting. */
const NEEDS_OF_POSTING = { postedOn: 'date-missing', proof: 'proof-missing' };
const NEEDS_OF_LETTER = { sending: 'sending-missing', ...NEEDS_OF_POSTING };

/** The value of a field that a verb requires. Throws the field's code if it is empty. */
export const needed = <V extends VerbName, T>(verb: V, field: NeededBy<V>, given: T): NonNullable<T> =>
  assertGiven(shapeOf(verb).needs?.[field], field, given);

/** The value of a field that a letter to the person requires. */
export const neededOfLetter = <T>(field: keyof typeof NEEDS_OF_LETTER, given: T): NonNullable<T> =>
  assertGiven(NEEDS_OF_LETTER[field], field, given);

/** The value. Throws the code, with the field, if the value is empty. */
export function assertGiven<T>(code: string | undefined, field: string, given: T): NonNullable<T> {
  if (given === undefined || given === null || isEmpty(given))
    throw new RuleViolation(code ?? 'field-missing', {}, field);
  return given;
}

/** Every required field of a verb's form that is empty. A model stops at the first one; the form shows all of them at once. */
export function leftEmpty(verb: VerbName, form: Record<string, string>): RuleViolation[] {
  const needs = { ...shapeOf(verb).needs, ...('sending' in form ? needsOfSending(form) : {}) };
  return Object.entries(needs).flatMap(([field, code]) =>
    isEmpty(form[field]) ? [new RuleViolation(code, {}, field)] : [],
  );
}

const needsOfSending = ({ sending }: Record<string, string>): Record<string, string> =>
  sending === 'post' ? NEEDS_OF_POSTING : { sending: NEEDS_OF_LETTER.sending };

const isEmpty = (given: unknown): boolean =>
  given === undefined || (typeof given === 'string' && given.trim() === '');
