import { QueryTypes } from 'sequelize';
import type { By, Desk } from '../desk.ts';

/** What the coming days ask for: late (as the tab counts it), due until the end of today, and until the end of the week ahead. */
export type Agenda = { late: number; today: number; week: number };

/** Counts the next deadlines of one organisation. A request that waits for its mailbox counts only when it is late. */
export async function readAgenda(
  desk: Desk,
  by: By,
  until: { now: Date; tomorrow: Date; weekEnd: Date },
): Promise<Agenda> {
  const upTo = (from: string, to: string) =>
    `SUM(CASE WHEN status <> 'unverified' AND next_late_at > ${from} AND next_late_at <= ${to} THEN 1 ELSE 0 END)`;
  const [row] = await desk.database.query<Record<keyof Agenda, number | string | null>>(
    `SELECT SUM(CASE WHEN next_late_at <= :now THEN 1 ELSE 0 END) AS late,
      ${upTo(':now', ':tomorrow')} AS today, ${upTo(':tomorrow', ':weekEnd')} AS week
     FROM subject_requests
     WHERE organisation_id = :organisationId AND status <> 'closed' AND next_late_at <= :weekEnd`,
    { type: QueryTypes.SELECT, replacements: { organisationId: by.organisationId, ...until } },
  );
  return { late: Number(row?.late ?? 0), today: Number(row?.today ?? 0), week: Number(row?.week ?? 0) };
}
