import { may, type Role, rolesThatMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { HELD } from '../held.ts';
import { Membership } from '../membership.ts';
import { heldOrganisation } from '../organisation/find.ts';
import { read } from '../read.ts';
import { endSessionsOf } from '../session.ts';
import { inTransaction } from '../transaction.ts';
import { User } from '../user.ts';

export type Member = { id: number; name: string; email: string; role: Role; hasPassword: boolean };

/** The people of one organisation, by name. */
export async function membersOf(desk: Desk, by: By): Promise<Member[]> {
  const members = await read<Member & { hasPassword: number | boolean }>(
    desk.database,
    `SELECT u.id, u.name, u.email, m.role, u.password_hash IS NOT NULL AS "hasPassword"
     FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.organisation_id = :organisationId`,
    { organisationId: by.organisationId },
  );
  return members
    .map((member) => ({ ...member, hasPassword: Boolean(member.hasPassword) }))
    .sort((a, b) => inOrder(a.name, b.name) || a.id - b.id);
}

const { compare: inOrder } = new Intl.Collator();

/** Gives a member another role. Not to oneself, and never leaving nobody to look after the users or to decide. */
export async function changeRole(desk: Desk, by: By, userId: number, role: Role): Promise<void> {
  await inTransaction(desk.database, async () => {
    const membership = await heldMember(by, userId);
    for (const task of KEPT) if (!may(role, task)) await keepSomebodyFor(task, by, userId);
    await membership.update({ role });
  });
}

/** Takes a member out of the organisation; somebody who is in no other can no longer log in. Their past work stays named. */
export async function removeMember(desk: Desk, by: By, userId: number): Promise<void> {
  await inTransaction(desk.database, async () => {
    const membership = await heldMember(by, userId);
    for (const task of KEPT) await keepSomebodyFor(task, by, userId);
    const user = await User.findByPk(userId, { rejectOnEmpty: true, ...HELD }); // also from other organisations
    await membership.destroy();
    if ((await Membership.count({ where: { userId } })) > 0) return;
    await user.update({ disabledAt: desk.clock() });
    await endSessionsOf(userId);
  });
}

/** Another member, with the organisation held: of two who take each other's place at once, the second must see the first. */
async function heldMember(by: By, userId: number): Promise<Membership> {
  if (by.actor === `user:${userId}`) throw new RuleViolation('own-role');
  await heldOrganisation(by.organisationId);
  const membership = await Membership.findOne({ where: { userId, organisationId: by.organisationId } });
  if (!membership) throw new RuleViolation('not-found');
  return membership;
}

/** What an organisation is never left without: who looks after the users, and who decides and reads the reminders. */
const KEPT = ['manage-users', 'answer'] as const;
const NOBODY_LEFT = { 'manage-users': 'nobody-in-charge', answer: 'nobody-to-decide' } as const;

/** Somebody else must be able to do what only the leaving member does. What nobody does yet is not asked for. */
async function keepSomebodyFor(task: (typeof KEPT)[number], by: By, leaving: number): Promise<void> {
  const able = await Membership.findAll({
    where: { organisationId: by.organisationId, role: rolesThatMay(task) },
    raw: true,
  });
  if (able.length === 1 && able[0]?.userId === leaving) throw new RuleViolation(NOBODY_LEFT[task]);
}
