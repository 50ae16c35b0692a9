import { isPossible } from '../../domain/lifecycle/actions.ts';
import type { Action } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import type { Target } from './change.ts';
import { circumstancesOf } from './circumstances.ts';
import { factSheetOf } from './recompute.ts';

/** The references of the other requests made together for which the life-cycle allows an action now. */
export async function linkedWhere(desk: Desk, by: By, target: Target, action: Action): Promise<string[]> {
  const { organisationId } = by;
  const { reference } = target;
  const one = await SubjectRequest.findOne({ where: { organisationId, reference, kind: 'request' } });
  if (!one) throw new RuleViolation('not-found');
  const where = { organisationId, submissionId: one.submissionId };
  const together = await SubjectRequest.findAll({ where, order: ['id'] });
  const found: string[] = [];
  for (const other of together.filter(({ id }) => id !== one.id))
    if (isPossible(await circumstancesOf(desk, other, await factSheetOf(other)), action))
      found.push(other.reference);
  return found;
}
