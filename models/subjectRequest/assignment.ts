import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Membership } from '../membership.ts';
import { change, type Target } from './change.ts';

/** Assigns the request to a colleague of the same organisation, or to nobody. */
export function assign(desk: Desk, by: By, target: Target, assigneeId: number | null) {
  return change(desk, by, target, 'assign', async (it) => {
    if (assigneeId !== null) {
      const member = await Membership.findOne({
        where: { userId: assigneeId, organisationId: by.organisationId },
      });
      if (!member?.acceptedAt || member.role === 'administrator')
        throw new RuleViolation('not-a-member', {}, 'assignee');
    }
    const was = it.request.assigneeId;
    it.request.assigneeId = assigneeId;
    it.tell('assigned', { was, is: assigneeId });
  });
}
