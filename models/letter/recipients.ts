import { Op } from 'sequelize';
import { Membership } from '../membership.ts';
import { User } from '../user.ts';

/** Whom a letter about a request goes to, as letters name them: `user:5`. */
export type RecipientsOf = (organisationId: number, assigneeId: number | null) => Promise<string[]>;

/** The assignee, else every DPO of the organisation; nobody whose account is disabled, or who has left it. */
export async function recipientsOf(organisationId: number, assigneeId: number | null): Promise<string[]> {
  if (assigneeId !== null) {
    const assigned = await activeMembers({ organisationId, userId: assigneeId });
    if (assigned.length > 0) return assigned;
  }
  return activeMembers({ organisationId, role: 'dpo' });
}

/** `recipientsOf` for one run of a job: each organisation and assignee is asked for once. */
export function recipientsOnce(): RecipientsOf {
  const known = new Map<string, Promise<string[]>>();
  return (organisationId, assigneeId) => {
    const key = `${organisationId}:${assigneeId}`;
    const found = known.get(key) ?? recipientsOf(organisationId, assigneeId);
    known.set(key, found);
    return found;
  };
}

/** The language of an organisation `o` in a statement: its first. */
export const ORGANISATION_LANGUAGE = `CASE WHEN o.languages = 'fr' OR o.languages LIKE 'fr,%' THEN 'fr' ELSE 'en' END`;

/**
 * `recipientsOf` as tables of a statement. `staff`: whom letters can go to, each in their own language, else the organisation's.
 * `readers`: who gets a letter about what is assigned to one of them, and about what is assigned to nobody (0).
 */
export const READERS = `staff (organisation_id, user_id, role, language) AS (
    SELECT m.organisation_id, m.user_id, m.role, CASE WHEN u.language IN ('en', 'fr') THEN u.language ELSE ${ORGANISATION_LANGUAGE} END
    FROM memberships m JOIN users u ON u.id = m.user_id JOIN organisations o ON o.id = m.organisation_id
    WHERE m.role <> 'administrator' AND u.disabled_at IS NULL),
  readers (organisation_id, assignee_id, user_id, language) AS (
    SELECT organisation_id, user_id, user_id, language FROM staff
    UNION ALL SELECT organisation_id, 0, user_id, language FROM staff WHERE role = 'dpo')`;

async function activeMembers(where: {
  organisationId: number;
  userId?: number;
  role?: 'dpo';
}): Promise<string[]> {
  const members = await Membership.findAll({
    where: { role: { [Op.ne]: 'administrator' }, ...where },
    raw: true,
  });
  const active = await User.findAll({
    where: { id: members.map(({ userId }) => userId), disabledAt: null },
    attributes: ['id'],
    order: ['id'],
    raw: true,
  });
  return active.map(({ id }) => `user:${id}`);
}

/** The address of a user as letters name them; nothing for the person and the escalation address, which depend on the letter. */
export async function addressOf(recipient: string): Promise<string | null> {
  if (!recipient.startsWith('user:')) return null;
  return (await User.findByPk(Number(recipient.slice('user:'.length))))?.email ?? null;
}
