import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Membership } from '../membership.ts';
import { change, type Target } from './change.ts';

/** Assigns the request to a colleague of the same organisation, or to nobody. */
export function assign(desk: Desk, by: By, target: Target, assigneeId: number | null) {
  return change(desk, by, target, 'assign', async (it) => {
    await assertCanWork(by, assigneeId);
    const was = it.request.assigneeId;
    it.request.assigneeId = assigneeId;
    it.tell('assigned', { was, is: assigneeId });
  });
}

/** Throws `not-a-member` unless requests can be assigned to this colleague; nobody is always possible. */
export async function assertCanWork({ organisationId }: By, userId: number | null): Promise<void> {
  if (userId === null) return;
  const member = await Membership.findOne({ where: { userId, organisationId } });
  if (!member?.acceptedAt || member.role === 'administrator')
    throw new RuleViolation('not-a-member', {}, 'assignee');
}
