import { Op } from 'sequelize';
import { DeadlineRow } from '../deadline.ts';
import { Membership } from '../membership.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { User } from '../user.ts';

/** Whom a reminder goes to: the assignee, else every DPO of the organisation. As letters name them. */
export async function recipientsOf(organisationId: number, assigneeId: number | null): Promise<string[]> {
  const members = await Membership.findAll({ where: { organisationId }, order: ['userId'] });
  const active = await User.findAll({
    where: { id: members.map(({ userId }) => userId), disabledAt: null },
    order: ['id'],
  });
  const isDpo = (id: number) => members.some(({ userId, role }) => userId === id && role === 'dpo');
  const chosen = active.some(({ id }) => id === assigneeId)
    ? [assigneeId]
    : active.map(({ id }) => id).filter(isDpo);
  return chosen.map((id) => `user:${id}`);
}

/** What is late at `now` in an organisation: `nextLateAt` is the one stored answer of `domain/deadlines/urgency`. */
export const overdueRequests = (organisationId: number, now: Date): Promise<SubjectRequest[]> =>
  SubjectRequest.findAll({
    where: { organisationId, status: { [Op.ne]: 'closed' }, nextLateAt: { [Op.lte]: now } },
    order: ['nextLateAt', 'id'],
  });

/** What is late and belongs to one recipient's digest. */
export async function overdueFor(organisationId: number, recipient: string, now: Date) {
  const late = [];
  for (const request of await overdueRequests(organisationId, now)) {
    if (!(await recipientsOf(organisationId, request.assigneeId)).includes(recipient)) continue;
    const row = await DeadlineRow.findOne({
      where: { requestId: request.id, clock: request.nextClock ?? '' },
    });
    if (!row?.lateAt) continue;
    const { reference, right, personName } = request;
    late.push({ reference, right, personName, lateAt: row.lateAt, clockTitle: JSON.parse(row.title) });
  }
  return late;
}
