import type { Colleague, Hands } from '../../domain/today/hands.ts';
import { select, type Values } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { CAN_WORK } from '../membership.ts';

/** Who works on requests here. */
export const colleaguesOf = (
  { database }: Desk,
  { organisationId }: Pick<By, 'organisationId'>,
): Promise<Colleague[]> =>
  select<Colleague>(
    database,
    `SELECT m.user_id AS id, m.role FROM memberships m JOIN users u ON u.id = m.user_id
     WHERE m.organisation_id = :organisationId AND ${CAN_WORK('u')} ORDER BY m.user_id`,
    { organisationId },
  );

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
