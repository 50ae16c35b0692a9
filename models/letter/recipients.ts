import { localDate } from '../../domain/calendar/zone.ts';
import { LANGUAGES, type Language } from '../../domain/languages.ts';
import { readersAmong } from '../../domain/today/hands.ts';
import { standInsAt } from '../absence/standIns.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import { CAN_WORK } from '../membership.ts';
import { organisationById } from '../organisation/find.ts';
import { colleaguesOf } from '../today/whose.ts';
import { User } from '../user.ts';

/**
 * The recipients of the letters about requests of an organisation, such as `user:5`, by whom a request is assigned to and the rule
 * `readersAmong` of domain/today/hands. Who works there and who is away is read once.
 */
export async function recipientsIn(
  desk: Desk,
  organisationId: number,
): Promise<(assigneeId: number | null) => string[]> {
  const { zone } = await organisationById(organisationId);
  const colleagues = await colleaguesOf(desk, { organisationId }, localDate(desk.clock(), zone));
  return (assigneeId) => readersAmong(colleagues, assigneeId).map((id) => `user:${id}`);
}

/** Those of one request. */
export const recipientsOf = async (
  desk: Desk,
  organisationId: number,
  assigneeId: number | null,
): Promise<string[]> => (await recipientsIn(desk, organisationId))(assigneeId);

const OTHERS = LANGUAGES.filter((language) => language !== 'en');

/** The first language of an organisation `o`, as SQL. */
export const ORGANISATION_LANGUAGE = `CASE ${OTHERS.map((one) => `WHEN o.languages = '${one}' OR o.languages LIKE '${one},%' THEN '${one}'`).join(' ')} ELSE 'en' END`;

/**
 * `recipientsOf` as CTEs of a statement, at a moment. `staff`: possible recipients, each with their language or the organisation's.
 * `hands`: who has the work of each of them, which nobody may. `readers`: who gets the letters about requests assigned to one who has
 * such a colleague, or to nobody (0).
 */
export async function readersAt(desk: Pick<Desk, 'database'>, now: Date): Promise<string> {
  const away = await standInsAt(desk, now);
  const rows = away.map(({ organisationId, id, holder = 0 }) => `(${organisationId}, ${id}, ${holder})`);
  return `${STAFF},
  away (organisation_id, user_id, holder_id) AS (${rows.length > 0 ? `VALUES ${rows.join(', ')}` : 'SELECT 0, 0, 0 WHERE 1 = 0'}),
  hands (organisation_id, assignee_id, user_id, language) AS (
    SELECT organisation_id, user_id, user_id, language FROM staff
      WHERE (organisation_id, user_id) NOT IN (SELECT organisation_id, user_id FROM away)
    UNION ALL SELECT w.organisation_id, w.user_id, w.holder_id, s.language
      FROM away w JOIN staff s ON s.organisation_id = w.organisation_id AND s.user_id = w.holder_id),
  readers (organisation_id, assignee_id, user_id, language) AS (
    SELECT organisation_id, assignee_id, user_id, language FROM hands
    UNION ALL SELECT * FROM (SELECT organisation_id, 0, user_id, language FROM staff WHERE role = 'dpo'
      UNION SELECT h.organisation_id, 0, h.user_id, h.language
        FROM hands h JOIN staff d ON d.organisation_id = h.organisation_id AND d.user_id = h.assignee_id AND d.role = 'dpo') deciders)`;
}

const STAFF = `staff (organisation_id, user_id, role, language) AS (
    SELECT m.organisation_id, m.user_id, m.role, CASE WHEN u.language IN (${LANGUAGES.map((one) => `'${one}'`).join(', ')}) THEN u.language ELSE ${ORGANISATION_LANGUAGE} END
    FROM memberships m JOIN users u ON u.id = m.user_id JOIN organisations o ON o.id = m.organisation_id
    WHERE ${CAN_WORK('u')})`;

/** Joins the readers `s` of each row `c`, which has an organisation and perhaps an assignee. */
export const TO_READERS = `LEFT JOIN hands a ON a.organisation_id = c.organisation_id AND a.assignee_id = c.assignee_id
  JOIN readers s ON s.organisation_id = c.organisation_id AND s.assignee_id = COALESCE(a.assignee_id, 0)`;

/** The recipients of a letter about a request, each with their language. */
export async function readersOf(
  desk: Pick<Desk, 'database' | 'clock'>,
  organisationId: number,
  assigneeId: number | null,
): Promise<{ recipient: string; language: Language }[]> {
  return select(
    desk.database,
    `WITH ${await readersAt(desk, desk.clock())} SELECT 'user:' || user_id AS recipient, language FROM readers
     WHERE organisation_id = :organisationId AND assignee_id = COALESCE(
       (SELECT assignee_id FROM hands WHERE organisation_id = :organisationId AND assignee_id = :assigneeId), 0) ORDER BY user_id`,
    { organisationId, assigneeId },
  );
}

/** Whether somebody works on requests of an organisation: then a letter names them where a request is assigned to them. */
export async function isActive(
  { database }: Pick<Desk, 'database'>,
  organisationId: number,
  userId: number,
): Promise<boolean> {
  const found = await select(
    database,
    `SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id
     WHERE m.organisation_id = :organisationId AND m.user_id = :userId AND ${CAN_WORK('u')}`,
    { organisationId, userId },
  );
  return found.length > 0;
}

/** The address of a recipient who is a user; null for the person and the escalation address, which depend on the letter. */
export async function mailAddressOf(recipient: string): Promise<string | null> {
  if (!recipient.startsWith('user:')) return null;
  return (await User.findByPk(Number(recipient.slice('user:'.length))))?.email ?? null;
}
