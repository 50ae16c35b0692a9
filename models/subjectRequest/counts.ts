import { OPEN_STATUSES, STATUSES } from '../../domain/lifecycle/status.ts';
import { type Selection, selectLists, type Values } from '../database/select.ts';
import { quotedWords } from '../database/sqlWords.ts';
import type { ActorName, By, Desk } from '../desk.ts';
import type { View } from './filter.ts';

/** The work ahead: late (as the tab counts it), due by the end of today, and by the end of the week ahead. */
export type Agenda = { late: number; today: number; week: number };

type CountMoment = 'now' | 'tomorrow' | 'weekEnd';

/** From the kept counts (migration 009): the full hours that have ended by one moment and not by another ... */
const kept = (as: string, name: string, moment: CountMoment, after?: CountMoment) =>
  `SELECT '${as}' AS name, SUM(n) AS n FROM request_counts WHERE organisation_id = :organisationId
   AND name = '${name}' AND hour <= :${moment}Hour ${after ? `AND hour > :${after}Hour` : ''}`;
/** ... and, read from the requests, what lies between the last full hour and a moment within an hour. */
const between = (as: string, moment: CountMoment, column = 'next_late_at', where = '') =>
  `SELECT ${as} AS name, COUNT(*) AS n FROM subject_requests
   WHERE organisation_id = :organisationId AND ${column} > :${moment}Full AND ${column} <= :${moment}
   AND :${moment}Full < :${moment} AND status <> 'closed' AND kind = 'request' ${where} GROUP BY 1`;
const OPEN = `status <> 'unverified'`;
/** A deadline without a warning counts as its own warning. */
const LATE_NOW = `CASE WHEN status = 'unverified' THEN 'unverified late'
  WHEN warn_at < next_late_at THEN 'late since' ELSE 'late and warned since' END`;

const COUNTS = [
  `SELECT name, SUM(n) AS n FROM request_counts
   WHERE organisation_id = :organisationId AND name IN (${quotedWords(STATUSES)}, 'unread', :mine) AND hour = 0 GROUP BY name`,
  kept('late', 'late', 'now'),
  kept('unverified late', 'late-unverified', 'now'),
  between(LATE_NOW, 'now'),
  kept('today', 'late', 'tomorrow', 'now'),
  between(`'today since'`, 'tomorrow', 'next_late_at', `AND ${OPEN}`),
  kept('week', 'late', 'weekEnd', 'tomorrow'),
  between(`'week since'`, 'weekEnd', 'next_late_at', `AND ${OPEN}`),
  kept('warned', 'warned', 'now'),
  between(`'warned'`, 'now', 'warn_at', `AND ${OPEN} AND warn_at < next_late_at`),
].join(' UNION ALL ');

/** The number of requests in each tab without filters, and the work ahead. Reads requests only for the current hour. */
export async function countRequests(desk: Desk, by: By, until: Until): Promise<Counts> {
  const { counts } = await selectLists(desk.database, { counts: COUNTED }, countValues(desk, by, until));
  return countsIn(counts, by);
}

export type Until = Record<'tomorrow' | 'weekEnd', Date>;
export type Counts = { views: Record<View, number>; agenda: Agenda };
type NamedCountRow = { name: string; n: number | null };

/** The counts as a list to read beside others, with its values. */
export const COUNTED: Selection<NamedCountRow> = {
  columns: { name: 'name', n: 'n' },
  from: `FROM (${COUNTS}) counts`,
};

export function countValues(desk: Desk, { organisationId, actor }: By, until: Until): Values {
  const moments = Object.entries({ now: desk.clock(), ...until }).flatMap(withHour);
  return { organisationId, mine: mineOf(actor), ...Object.fromEntries(moments) };
}

const mineOf = (actor: ActorName): string => actor.replace('user', 'of');

/** The counts from the rows of that list. */
export function countsIn(rows: NamedCountRow[], { actor }: By): Counts {
  const mine = mineOf(actor);
  const sums: Record<string, number> = {};
  for (const { name, n } of rows) sums[name] = (sums[name] ?? 0) + Number(n ?? 0);
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (sums[name] ?? 0), 0);
  const since = of('late since', 'late and warned since');
  const late = of('late') + since;
  const overdue = late + of('unverified late');
  const views = {
    open: of(...OPEN_STATUSES),
    overdue,
    'due-soon': of('warned', 'late and warned since') - late,
    waiting: of('waiting'),
    unverified: of('unverified'),
    messages: of('unread'),
    mine: of(mine),
    closed: of('closed'),
    all: of(...STATUSES),
  };
  const today = of('today', 'today since') - since;
  const week = of('week', 'week since') - of('today since');
  return { views, agenda: { late: overdue, today, week } };
}

const HOUR = 3_600_000;

/** A moment, its last full hour, and that hour's number since 1970. */
function withHour([name, at]: [string, Date]): [string, Date | number][] {
  const hour = Math.floor(at.getTime() / HOUR);
  return [
    [name, at],
    [`${name}Full`, new Date(hour * HOUR)],
    [`${name}Hour`, hour],
  ];
}
