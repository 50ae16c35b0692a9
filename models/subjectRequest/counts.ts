import { STATUSES, type Status } from '../../domain/lifecycle/status.ts';
import type { By, Desk } from '../desk.ts';
import { read } from '../read.ts';
import type { View } from './listing.ts';

/** What the coming days ask for: late (as the tab counts it), due until the end of today, and until the end of the week ahead. */
export type Agenda = { late: number; today: number; week: number };

const OPEN: Status[] = STATUSES.filter((status) => status !== 'closed' && status !== 'unverified');
const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');
const IS_OPEN = `status IN (${quoted(OPEN)})`;

type Moment = 'now' | 'tomorrow' | 'weekEnd';

/** What is kept (migration 009) of the hours that are over at a moment and were not yet at another ... */
const kept = (as: string, name: string, moment: Moment, after?: Moment) =>
  `SELECT '${as}' AS name, SUM(n) AS n FROM request_counts WHERE organisation_id = :organisationId
   AND name = '${name}' AND hour <= :${moment}Hour ${after ? `AND hour > :${after}Hour` : ''}`;
/** ... and what has come since the last full hour, counted where it stands. */
const since = (as: string, column: string, moment: Moment, where: string) =>
  `SELECT '${as}', COUNT(*) FROM subject_requests
   WHERE organisation_id = :organisationId AND ${column} > :${moment}Full AND ${column} <= :${moment} AND ${where}`;

const COUNTS = [
  `SELECT name, SUM(n) AS n FROM request_counts
   WHERE organisation_id = :organisationId AND name IN (${quoted(STATUSES)}, :mine) AND hour = 0 GROUP BY name`,
  kept('late', 'late', 'now'),
  since('late since', 'next_late_at', 'now', IS_OPEN),
  kept('today', 'late', 'tomorrow', 'now'),
  since('today since', 'next_late_at', 'tomorrow', IS_OPEN),
  kept('week', 'late', 'weekEnd', 'tomorrow'),
  since('week since', 'next_late_at', 'weekEnd', IS_OPEN),
  kept('unverified late', 'late-unverified', 'now'),
  since('unverified late', 'next_late_at', 'now', `status = 'unverified'`),
  kept('warned', 'warned', 'now'),
  since('warned', 'warn_at', 'now', `${IS_OPEN} AND warn_at < next_late_at`),
  since('warned', 'next_late_at', 'now', `${IS_OPEN} AND (warn_at IS NULL OR warn_at >= next_late_at)`),
].join(' UNION ALL ');

/**
 * How many requests each tab holds, whatever the search says, and what the coming days ask for. Nothing of it reads the
 * requests themselves, but for those whose moment came within the hour.
 */
export async function countRequests(
  desk: Desk,
  by: By,
  until: Record<'tomorrow' | 'weekEnd', Date>,
): Promise<{ views: Record<View, number>; agenda: Agenda }> {
  const { organisationId, actor } = by;
  const mine = actor.replace('user', 'of');
  const moments = Object.entries({ now: desk.clock(), ...until }).flatMap(withHour);
  const rows = await read<{ name: string; n: number | string | null }>(desk.database, COUNTS, {
    organisationId,
    mine,
    ...Object.fromEntries(moments),
  });
  const sums: Record<string, number> = {};
  for (const { name, n } of rows) sums[name] = (sums[name] ?? 0) + Number(n ?? 0);
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (sums[name] ?? 0), 0);
  const late = of('late', 'late since');
  const overdue = late + of('unverified late');
  const views = {
    open: of(...OPEN),
    overdue,
    'due-soon': of('warned') - late,
    waiting: of('waiting'),
    unverified: of('unverified'),
    mine: of(mine),
    closed: of('closed'),
    all: of(...STATUSES),
  };
  const today = of('today', 'today since') - of('late since');
  const week = of('week', 'week since') - of('today since');
  return { views, agenda: { late: overdue, today, week } };
}

const HOUR = 3_600_000;

/** A moment, the last full hour at it, and that hour's number since 1970. */
function withHour([name, at]: [string, Date]): [string, Date | number][] {
  const hour = Math.floor(at.getTime() / HOUR);
  return [
    [name, at],
    [`${name}Full`, new Date(hour * HOUR)],
    [`${name}Hour`, hour],
  ];
}
