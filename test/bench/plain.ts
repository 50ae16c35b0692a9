import { QueryTypes } from 'sequelize';
import { A_DAY, withTimeBudget } from '../../models/database/timeBudget.ts';
import type { Desk } from '../../models/desk.ts';
import { IN_ORDER, JOINED, type Listed, rowOf, SHOWN } from './floorRows.ts';

/** Asks a desk by plain SQL, for what ours shows or has written to be compared with. */
export const plainly = <Row extends object>(
  { database }: Desk,
  sql: string,
  replacements: Record<string, unknown> = {},
): Promise<Row[]> =>
  withTimeBudget(A_DAY, () => database.query<Row>(sql, { type: QueryTypes.SELECT, replacements }));

/** The first page of such rows, as the floor shows it. */
export async function plainRows(desk: Desk, where: string, words?: string): Promise<string> {
  const rows = await plainly<Listed>(desk, `${SHOWN} ${JOINED} WHERE ${where} ${IN_ORDER}`, { words });
  return rows.map(rowOf).join('');
}

/** How many requests each tab of the queue holds for the first user of the desk, counted one by one. */
export async function plainCounts(desk: Desk, now: Date): Promise<number[]> {
  const open = `status NOT IN ('closed', 'unverified')`;
  const wheres = [
    open,
    `status <> 'closed' AND next_late_at <= :now`,
    `${open} AND warn_at <= :now AND next_late_at > :now`,
    `status = 'waiting'`,
    `status = 'unverified'`,
    'unread_since IS NOT NULL',
    `status <> 'closed' AND assignee_id = 1`,
    `status = 'closed'`,
    '1 = 1',
  ];
  const counts = wheres.map((where, nth) => `COUNT(*) FILTER (WHERE ${where}) AS "${nth}"`);
  const sql = `SELECT ${counts} FROM subject_requests WHERE organisation_id = 1 AND kind = 'request'`;
  const [row = {}] = await plainly<Record<string, unknown>>(desk, sql, { now });
  return wheres.map((_, nth) => Number(row[nth]));
}
