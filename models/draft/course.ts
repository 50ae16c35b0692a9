import { localDate } from '../../domain/calendar/zone.ts';
import { criteriaAsked, possibleRows } from '../../domain/policies/choice.ts';
import { policyFor, rightsUnder } from '../../domain/policies/inEffect.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import type { PolicyRow, Situation } from '../../domain/policies/situation.ts';
import type { Right } from '../../domain/rights.ts';
import type { Desk } from '../desk.ts';
import type { Organisation } from '../organisation.ts';
import { type Answers, type FormStep, stepsWith } from './answers.ts';

/**
 * The pages of a form given its answers so far, the rights still on offer, and the answers on offer to the questions that
 * decide the policy.
 */
export type FormCourse = {
  steps: readonly FormStep[];
  offered: readonly Right[];
  choices: Record<'residence' | 'category', string[]>;
};

/**
 * The questions of a form, in order: what every request needs, and what decides the policy. The rights are those of all
 * policies that may still apply.
 */
export function formCourseOf(
  { packs, clock }: Pick<Desk, 'packs' | 'clock'>,
  { zone }: Pick<Organisation, 'zone'>,
  rows: readonly PolicyRow[],
  answers: Answers,
): FormCourse {
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

/** The policies under which an organisation answers a request made today as controller; as processor it forwards the request. */
export function policiesToday(
  { packs, clock }: Pick<Desk, 'packs' | 'clock'>,
  { zone }: Pick<Organisation, 'zone'>,
  rows: readonly PolicyRow[],
): Policy[] {
  const own = rows.filter(({ role }) => role === 'controller');
  const refs = new Set((own.length > 0 ? own : rows).map(({ policy }) => policy));
  return [...refs].map((ref) => policyFor(packs, ref, localDate(clock(), zone)));
}
