import { may, type Role, rolesThatMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Membership } from '../membership.ts';
import { endSessionsOf } from '../session.ts';
import { inTransaction } from '../transaction.ts';
import { User } from '../user.ts';

export type Member = { id: number; name: string; email: string; role: Role; hasPassword: boolean };

/** The people of one organisation, by name. */
export async function membersOf(by: By): Promise<Member[]> {
  const memberships = await Membership.findAll({ where: { organisationId: by.organisationId }, raw: true });
  const users = await User.findAll({ where: { id: memberships.map(({ userId }) => userId) }, raw: true });
  const roles = new Map(memberships.map(({ userId, role }) => [userId, role]));
  return users
    .map((user) => ({
      id: user.id,
      name: user.name,
      email: user.email,
      role: roles.get(user.id) as Role,
      hasPassword: Boolean(user.passwordHash),
    }))
    .sort((a, b) => a.name.localeCompare(b.name) || a.id - b.id);
}

/** Gives a member another role. Not to oneself, and never leaving nobody to look after the users. */
export async function changeRole(desk: Desk, by: By, userId: number, role: Role): Promise<void> {
  await inTransaction(desk.database, async () => {
    const membership = await otherMember(by, userId);
    if (!may(role, 'manage-users')) await keepSomebodyInCharge(by, userId);
    await membership.update({ role });
  });
}

/** Takes a member out of the organisation; somebody who is in no other can no longer log in. Their past work stays named. */
export async function removeMember(desk: Desk, by: By, userId: number): Promise<void> {
  await inTransaction(desk.database, async () => {
    const membership = await otherMember(by, userId);
    await keepSomebodyInCharge(by, userId);
    await membership.destroy();
    if ((await Membership.count({ where: { userId } })) > 0) return;
    await User.update({ disabledAt: desk.clock() }, { where: { id: userId } });
    await endSessionsOf(userId);
  });
}

async function otherMember(by: By, userId: number): Promise<Membership> {
  if (by.actor === `user:${userId}`) throw new RuleViolation('own-role');
  const membership = await Membership.findOne({ where: { userId, organisationId: by.organisationId } });
  if (!membership) throw new RuleViolation('not-found');
  return membership;
}

async function keepSomebodyInCharge(by: By, leaving: number): Promise<void> {
  const inCharge = await Membership.findAll({
    where: { organisationId: by.organisationId, role: rolesThatMay('manage-users') },
    raw: true,
  });
  if (!inCharge.some(({ userId }) => userId !== leaving)) throw new RuleViolation('nobody-in-charge');
}
