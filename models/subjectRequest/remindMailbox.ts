import { Op } from 'sequelize';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { change, type Target } from './change.ts';

/** So many days lie between two reminders to one person, whichever of the requests that they made together each is about. */
const DAYS_BETWEEN = 3;

/**
 * Asks the person by email once more to confirm the mailbox that the request came from. It changes no deadline. Throws
 * `reminded-already` within three days of the last one.
 */
export function remindMailbox(desk: Desk, by: By, target: Target) {
  return change(desk, by, target, 'remind-mailbox', async (it) => {
    const { submissionId } = it.request;
    const together = await SubjectRequest.findAll({ where: { submissionId }, attributes: ['id'], raw: true });
    const last = new Date(it.now.getTime() - DAYS_BETWEEN * 86_400_000);
    const before = await Letter.count({
      where: {
        requestId: together.map(({ id }) => id),
        kind: 'mailbox-reminder',
        state: { [Op.not]: 'cancelled' },
        createdAt: { [Op.gt]: last },
      },
    });
    if (before > 0) throw new RuleViolation('reminded-already', { days: DAYS_BETWEEN });
    await it.write('mailbox-reminder', {}, { by: 'mail' });
  });
}
