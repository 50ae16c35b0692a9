import { RIGHTS, type Right } from '../rights.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { lines } from '../writing.ts';

/** A question that a right raises, answered in one's own words or by one of the choices. No answer is required. */
export type ParticularQuestion = { name: string; choices?: readonly string[] };

/**
 * What must be known of each right to grant it without asking back: what is wrong and what is right (Art. 16); on which ground use
 * is to be limited (Art. 18(1)(a) to (d)); what is to be handed over, in which format and to whom (Art. 20(1), (2)); which
 * processing, and the reasons of one's own situation (Art. 21(1)); which consent (Art. 7(3)); which decision (Art. 22(3)). An
 * objection to marketing needs no reason (Art. 21(2)).
 */
export const PARTICULARS: Record<Right, readonly ParticularQuestion[]> = {
  access: [{ name: 'extent', choices: ['all', 'some'] }, { name: 'which' }],
  rectification: [{ name: 'wrong' }, { name: 'right' }],
  erasure: [{ name: 'extent', choices: ['all', 'some'] }, { name: 'which' }],
  restriction: [
    { name: 'ground', choices: ['accuracy', 'unlawful', 'claims', 'objection', 'unsure'] },
    { name: 'which' },
  ],
  portability: [{ name: 'which' }, { name: 'format' }, { name: 'recipient' }],
  objection: [{ name: 'processing' }, { name: 'reason' }],
  'marketing-objection': [{ name: 'ways' }],
  'consent-withdrawal': [{ name: 'consent' }],
  'automated-decision': [{ name: 'decision' }, { name: 'view' }],
  'after-death': [{ name: 'instructions' }],
};

/** The answers of one request, by the names of their questions. Empty ones are left out. */
export type Particulars = Record<string, string>;

/** The most characters of one answer. */
const LONGEST_PARTICULAR = 5000;

/** The name of a question's field in a form that may hold several rights: `rectification-wrong`. */
export const particularField = (right: Right, { name }: ParticularQuestion): string => `${right}-${name}`;

/** The answers for one right as they are stored: only to questions that it has, and only choices that are offered. */
export function particularsAsKept(right: Right, given: Particulars = {}): Particulars | undefined {
  const kept = PARTICULARS[right].flatMap(({ name, choices }) => {
    const answer = choices ? (given[name] ?? '') : lines(given[name] ?? '');
    return answer === '' || (choices && !choices.includes(answer)) ? [] : [[name, answer]];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** The answers that are too long, each as a fault of its field. */
export function particularFaults(given: Partial<Record<Right, Particulars>>): RuleViolation[] {
  return RIGHTS.flatMap((right) =>
    PARTICULARS[right]
      .filter(({ name }) => [...(given[right]?.[name] ?? '')].length > LONGEST_PARTICULAR)
      .map(
        (question) =>
          new RuleViolation('text-too-long', { most: LONGEST_PARTICULAR }, particularField(right, question)),
      ),
  );
}
