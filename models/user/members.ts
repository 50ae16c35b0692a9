import { Op } from 'sequelize';
import { assertMay, may, type Role, rolesThatMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { ROW_LOCK } from '../database/locks.ts';
import { type Selection, selectLists } from '../database/select.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Membership } from '../membership.ts';
import { lockedOrganisation } from '../organisation/find.ts';
import { endSessionsOf } from '../session.ts';
import { User } from '../user.ts';
import { endLinks } from './oneTimeLink.ts';

export type Member = { id: number; name: string; email: string; role: Role; hasAccepted: boolean };

/**
 * The members of one organisation, by name. A person who has not accepted yet is shown by address only, not by a name from
 * another organisation.
 */
export async function membersOf(desk: Desk, by: By): Promise<Member[]> {
  const { organisationId } = by;
  return membersIn((await selectLists(desk.database, { members: MEMBERS }, { organisationId })).members);
}

type MemberRow = Omit<Member, 'hasAccepted'> & { hasAccepted: number | boolean };

/** The same as a list to read beside others, with the value `organisationId`. */
export const MEMBERS: Selection<MemberRow> = {
  columns: {
    id: 'u.id',
    email: 'u.email',
    role: 'm.role',
    hasAccepted: 'm.accepted_at IS NOT NULL',
    name: 'CASE WHEN m.accepted_at IS NULL THEN u.email ELSE u.name END',
  },
  from: 'FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.organisation_id = :organisationId',
};

/** The members in the rows of that list. */
export function membersIn(members: MemberRow[]): Member[] {
  return members
    .map((member) => ({ ...member, hasAccepted: Boolean(member.hasAccepted) }))
    .sort((a, b) => inOrder(a.name, b.name) || a.id - b.id);
}

const { compare: inOrder } = new Intl.Collator();

/** Changes a member's role. Not one's own, and somebody must remain who manages users and who decides. */
export async function changeRole(desk: Desk, by: By, userId: number, role: Role): Promise<void> {
  assertMay(by, 'manage-users');
  await inTransaction(desk.database, async () => {
    const membership = await lockedMember(by, userId);
    for (const task of KEPT) if (!may(role, task)) await keepSomebodyFor(task, by, userId);
    await membership.update({ role });
  });
}

/**
 * Removes a member from the organisation. A user without another organisation can no longer log in, and their password is
 * deleted: only a new invitation lets them in again. Their past work keeps their name.
 */
export async function removeMember(desk: Desk, by: By, userId: number): Promise<void> {
  assertMay(by, 'manage-users');
  await inTransaction(desk.database, async () => {
    const membership = await lockedMember(by, userId);
    for (const task of KEPT) await keepSomebodyFor(task, by, userId);
    const user = await User.findByPk(userId, { rejectOnEmpty: true, ...ROW_LOCK }); // also from other organisations
    await membership.destroy();
    await endLinks(desk, { purpose: 'invitation', userId, organisationId: by.organisationId });
    const left = await Membership.findAll({ where: { userId }, raw: true });
    if (left.some(({ acceptedAt }) => acceptedAt)) return;
    await endLinks(desk, { purpose: 'reset', userId });
    await user.update({
      passwordHash: null,
      passwordProof: null,
      disabledAt: left.length > 0 ? null : desk.clock(),
    });
    await endSessionsOf(userId);
  });
}

/** Another member, with a lock on the organisation: of two concurrent removals, the second must see the first. */
async function lockedMember(by: By, userId: number): Promise<Membership> {
  if (by.actor === `user:${userId}`) throw new RuleViolation('own-role');
  await lockedOrganisation(by.organisationId);
  const membership = await Membership.findOne({ where: { userId, organisationId: by.organisationId } });
  if (!membership) throw new RuleViolation('not-found');
  return membership;
}

/** Tasks that at least one member must be able to do: manage users, and decide and read reminders. */
const KEPT = ['manage-users', 'answer'] as const;
const NOBODY_LEFT = { 'manage-users': 'nobody-in-charge', answer: 'nobody-to-decide' } as const;

/** Throws if only the leaving member can do a task. A task that nobody can do yet is ignored. */
async function keepSomebodyFor(task: (typeof KEPT)[number], by: By, leaving: number): Promise<void> {
  const able = await Membership.findAll({
    where: { organisationId: by.organisationId, role: rolesThatMay(task), acceptedAt: { [Op.ne]: null } },
    raw: true,
  });
  if (able.length === 1 && able[0]?.userId === leaving) throw new RuleViolation(NOBODY_LEFT[task]);
}
