import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Colleague, Hands } from '../../domain/today/hands.ts';
import { select, type Values } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { CAN_WORK } from '../membership.ts';

/** Who works on requests here, and who of them is away on a day. */
export const colleaguesOf = async (
  { database }: Pick<Desk, 'database'>,
  { organisationId }: Pick<By, 'organisationId'>,
  today: CalendarDate,
): Promise<Colleague[]> => {
  const rows = await select<Colleague & { awayId: number | null }>(
    database,
    `SELECT m.user_id AS id, m.role, a.id AS "awayId", a.deputy_id AS "deputyId" FROM memberships m JOIN users u ON u.id = m.user_id
       LEFT JOIN absences a ON a.id = (SELECT MAX(b.id) FROM absences b WHERE b.organisation_id = m.organisation_id
         AND b.user_id = m.user_id AND b.from_on <= :today AND b.until_on >= :today)
     WHERE m.organisation_id = :organisationId AND ${CAN_WORK('u')} ORDER BY m.user_id`,
    { organisationId, today },
  );
  return rows.map(({ awayId, ...colleague }) => ({ ...colleague, isAway: awayId !== null }));
};

/** Whose requests `r` are read, as SQL with its value; nothing for everybody's. */
export function whoseOf({ database }: Desk, hands: Hands | undefined): { condition: string; values: Values } {
  if (!hands) return { condition: '', values: {} };
  const isSqlite = database.getDialect() === 'sqlite';
  const ids = hands.others ?? hands.theirs;
  const among = isSqlite
    ? `${hands.others ? 'NOT IN' : 'IN'} (SELECT value FROM json_each(:hands))`
    : `${hands.others ? '<> ALL' : '= ANY'} (CAST(:hands AS INTEGER[]))`;
  return {
    condition: `AND COALESCE(r.assignee_id, 0) ${among}`,
    values: { hands: isSqlite ? JSON.stringify(ids) : `{${ids}}` },
  };
}
