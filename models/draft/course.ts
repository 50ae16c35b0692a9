import { localDate } from '../../domain/calendar/zone.ts';
import { criteriaAsked, possibleRows } from '../../domain/policies/choice.ts';
import { policyFor, rightsUnder } from '../../domain/policies/inEffect.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import type { PolicyRow, Situation } from '../../domain/policies/situation.ts';
import type { Right } from '../../domain/rights.ts';
import type { Desk } from '../desk.ts';
import type { Organisation } from '../organisation.ts';
import { type Answers, type Step, stepsWith } from './answers.ts';

/**
 * The pages of a form as they follow from its answers so far, the rights that may still be asked for, and of the questions that
 * decide the policy the answers that some row names.
 */
export type Course = {
  steps: readonly Step[];
  offered: readonly Right[];
  choices: Record<'residence' | 'category', string[]>;
};

/**
 * What a form asks, and in what order: beside what every request needs only what decides the policy. Rights are those of the
 * policies that may still apply: before anything is answered, of all of them.
 */
export function courseOf(
  { packs, clock }: Pick<Desk, 'packs' | 'clock'>,
  { zone }: Pick<Organisation, 'zone'>,
  rows: readonly PolicyRow[],
  answers: Answers,
): Course {
  const asked = criteriaAsked(rows, answers);
  const answered: Situation = Object.fromEntries(asked.map((criterion) => [criterion, answers[criterion]]));
  const policies = possibleRows(rows, answered).map(({ policy }) => policy);
  const named = (criterion: 'residence' | 'category') => [
    ...new Set(rows.flatMap(({ appliesTo }) => appliesTo[criterion] ?? [])),
  ];
  return {
    steps: stepsWith(asked),
    offered: rightsUnder(packs, policies, localDate(clock(), zone)),
    choices: { residence: named('residence'), category: named('category') },
  };
}

/** The policies by which an organisation answers for itself what is asked today; as a processor it passes on what reaches it. */
export function policiesToday(
  { packs, clock }: Pick<Desk, 'packs' | 'clock'>,
  { zone }: Pick<Organisation, 'zone'>,
  rows: readonly PolicyRow[],
): Policy[] {
  const own = rows.filter(({ role }) => role === 'controller');
  const refs = new Set((own.length > 0 ? own : rows).map(({ policy }) => policy));
  return [...refs].map((ref) => policyFor(packs, ref, localDate(clock(), zone)));
}
