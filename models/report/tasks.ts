import { addDays, type CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { startOfDay } from '../../domain/calendar/zone.ts';
import { addMonths, firstDayOf, type MonthSpan } from '../../domain/reports/month.ts';
import { momentFromColumn } from '../database/select.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import { storedMoment } from '../database/sqliteStatements.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import type { By, Desk } from '../desk.ts';
import { NEEDED } from '../task/needed.ts';

/** The tasks that one owner was asked for one system: how many were due in a period, and how many were answered late or still wait. */
export type CountedTasks = {
  systemId: number;
  system: string;
  linkId: number;
  owner: string;
  asked: number;
  late: number;
};

/** One of these tasks. */
export type DueTask = Pick<CountedTasks, 'system' | 'owner'> & {
  reference: string;
  dueOn: CalendarDate;
  answeredAt: Date | null;
};

type TaskPlace = { organisationId: By['organisationId']; zone: string };

/** Whether its request needed it still when its day had ended: not where it had ended before without it. */
const WAS_NEEDED = `EXISTS (SELECT 1 FROM subject_requests r WHERE r.id = t.request_id AND r.kind = 'request'
  AND (${NEEDED} OR COALESCE(r.closed_at, r.answered_at) >= d.ends_at))`;
/** From the first instant after its day, which is the organisation's. */
const LATE = `(t.answered_at >= d.ends_at OR (t.answered_at IS NULL AND d.ends_at <= :now AND ${WAS_NEEDED}))`;
const DUE = `FROM days d JOIN tasks t ON t.organisation_id = :organisationId AND t.due_on = d.day
  JOIN systems s ON s.id = t.system_id JOIN owner_links l ON l.id = t.link_id`;
const ASKED = `t.asked_at IS NOT NULL AND t.state <> 'dropped'`;
const OWNER = `CASE WHEN s.owner_name <> '' AND s.owner_email = l.email THEN s.owner_name ELSE l.email END`;

/** By system and owner; where most were late first. */
export async function tasksBySystem(
  desk: Desk,
  place: TaskPlace,
  period: MonthSpan,
): Promise<CountedTasks[]> {
  const { days, values } = daysIn(desk, place, period);
  const rows = await selectSlowly<CountedTasks>(
    desk.database,
    `WITH days AS (${days})
     SELECT t.system_id AS "systemId", s.name AS system, t.link_id AS "linkId", ${OWNER} AS owner, COUNT(*) AS asked,
       COUNT(*) FILTER (WHERE ${LATE}) AS late
     ${DUE} WHERE ${ASKED}
     GROUP BY t.system_id, s.name, s.owner_name, s.owner_email, s.name_key, t.link_id, l.email
     ORDER BY late DESC, s.name_key, t.link_id`,
    values,
  );
  return rows.map((row) => ({ ...row, asked: Number(row.asked), late: Number(row.late) }));
}

const MOST = 500;

/** The tasks of one owner for one system, the earliest first; with `late` only those that were. */
export async function dueTasks(
  desk: Desk,
  place: TaskPlace,
  period: MonthSpan,
  { late, ...which }: Pick<CountedTasks, 'systemId' | 'linkId'> & { late: boolean },
): Promise<DueTask[]> {
  const { days, values } = daysIn(desk, place, period);
  const rows = await selectSlowly<DueTask>(
    desk.database,
    `WITH days AS (${days})
     SELECT of.reference, s.name AS system, ${OWNER} AS owner, t.due_on AS "dueOn", t.answered_at AS "answeredAt"
     ${DUE} JOIN subject_requests of ON of.id = t.request_id
     WHERE of.kind = 'request' AND ${ASKED} ${late ? `AND ${LATE}` : ''} AND t.system_id = :systemId AND t.link_id = :linkId ORDER BY t.due_on, t.id LIMIT ${MOST}`,
    { ...values, ...which },
  );
  return rows.map((row) => ({ ...row, answeredAt: momentFromColumn(row.answeredAt) }));
}

/** The days of a period as rows, each with the first instant after it. */
function daysIn(desk: Desk, { organisationId, zone }: TaskPlace, { from, to }: MonthSpan) {
  const end = firstDayOf(addMonths(to, 1));
  const days: [CalendarDate, string][] = [];
  for (let day = firstDayOf(from); day < end; day = addDays(day, 1))
    days.push([day, storedMoment(startOfDay(addDays(day, 1), zone))]);
  return {
    days: sqlWordsOf(desk.database).rowsIn(':days', { day: 'text', ends_at: 'timestamptz' }),
    values: { organisationId, now: desk.clock(), days: JSON.stringify(days) },
  };
}
