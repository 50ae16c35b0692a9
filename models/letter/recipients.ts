import { Op } from 'sequelize';
import { LANGUAGES, type Language } from '../../domain/languages.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import { CAN_WORK, Membership } from '../membership.ts';
import { User } from '../user.ts';

/** Finds the recipients of a letter about a request, such as `user:5`. */
type RecipientsOf = (organisationId: number, assigneeId: number | null) => Promise<string[]>;

/**
 * The assignee, or else every DPO of the organisation; without those whose account is disabled, who have left or who have not yet accepted.
 */
export async function recipientsOf(organisationId: number, assigneeId: number | null): Promise<string[]> {
  if (assigneeId !== null) {
    const assigned = await activeMembers({ organisationId, userId: assigneeId });
    if (assigned.length > 0) return assigned;
  }
  return activeMembers({ organisationId, role: 'dpo' });
}

/** Whether letters about requests assigned to this user go to them rather than to every DPO. */
export const isActive = async (organisationId: number, userId: number): Promise<boolean> =>
  (await activeMembers({ organisationId, userId })).length > 0;

/** `recipientsOf` for one run of a job: each organisation and assignee is looked up once. */
export function recipientsOnce(): RecipientsOf {
  const known = new Map<string, Promise<string[]>>();
  return (organisationId, assigneeId) => {
    const key = `${organisationId}:${assigneeId}`;
    const found = known.get(key) ?? recipientsOf(organisationId, assigneeId);
    known.set(key, found);
    return found;
  };
}

const OTHERS = LANGUAGES.filter((language) => language !== 'en');

/** The first language of an organisation `o`, as SQL. */
export const ORGANISATION_LANGUAGE = `CASE ${OTHERS.map((one) => `WHEN o.languages = '${one}' OR o.languages LIKE '${one},%' THEN '${one}'`).join(' ')} ELSE 'en' END`;

/**
 * `recipientsOf` as CTEs of a statement. `staff`: possible recipients, each with their language or the organisation's.
 * `readers`: who gets the letters about requests assigned to one of them, or to nobody (0).
 */
export const READERS = `staff (organisation_id, user_id, role, language) AS (
    SELECT m.organisation_id, m.user_id, m.role, CASE WHEN u.language IN (${LANGUAGES.map((one) => `'${one}'`).join(', ')}) THEN u.language ELSE ${ORGANISATION_LANGUAGE} END
    FROM memberships m JOIN users u ON u.id = m.user_id JOIN organisations o ON o.id = m.organisation_id
    WHERE ${CAN_WORK('u')}),
  readers (organisation_id, assignee_id, user_id, language) AS (
    SELECT organisation_id, user_id, user_id, language FROM staff
    UNION ALL SELECT organisation_id, 0, user_id, language FROM staff WHERE role = 'dpo')`;

/** Joins the readers `s` of each row `c`, which has an organisation and perhaps an assignee. */
export const TO_READERS = `LEFT JOIN staff a ON a.organisation_id = c.organisation_id AND a.user_id = c.assignee_id
  JOIN readers s ON s.organisation_id = c.organisation_id AND s.assignee_id = COALESCE(a.user_id, 0)`;

/** The recipients of a letter about a request, each with their language. */
export const readersOf = (
  { database }: Pick<Desk, 'database'>,
  organisationId: number,
  assigneeId: number | null,
): Promise<{ recipient: string; language: Language }[]> =>
  select(
    database,
    `WITH ${READERS} SELECT 'user:' || user_id AS recipient, language FROM readers
     WHERE organisation_id = :organisationId AND assignee_id = COALESCE(
       (SELECT user_id FROM staff WHERE organisation_id = :organisationId AND user_id = :assigneeId), 0) ORDER BY user_id`,
    { organisationId, assigneeId },
  );

async function activeMembers(where: {
  organisationId: number;
  userId?: number;
  role?: 'dpo';
}): Promise<string[]> {
  const members = await Membership.findAll({
    where: { role: { [Op.ne]: 'administrator' }, acceptedAt: { [Op.ne]: null }, ...where },
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

/** The address of a recipient who is a user; null for the person and the escalation address, which depend on the letter. */
export async function mailAddressOf(recipient: string): Promise<string | null> {
  if (!recipient.startsWith('user:')) return null;
  return (await User.findByPk(Number(recipient.slice('user:'.length))))?.email ?? null;
}
