import { PARTICULARS, type Particulars, particularField } from '../../domain/intake/particulars.ts';
import { RIGHTS, type Right } from '../../domain/rights.ts';
import { text } from '../middleware/text.ts';

/** The answers to the questions of each right, including rights that are not chosen now: they may be chosen again. */
export function particularsIn(body: unknown): Partial<Record<Right, Particulars>> {
  const fields = (body ?? {}) as Record<string, unknown>;
  const answered = RIGHTS.map((right) => {
    const given = PARTICULARS[right].map((question) => {
      const answer = text.parse(fields[particularField(right, question)]);
      return [question.name, answer];
    });
    return [right, Object.fromEntries(given.filter(([, answer]) => answer !== ''))];
  });
  return Object.fromEntries(answered.filter(([, given]) => Object.keys(given).length > 0));
}
