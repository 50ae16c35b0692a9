import type Sqlite from 'better-sqlite3';
import { JOINED, type Listed, rowOf, SHOWN } from './floorRows.ts';

const moment = (days: string) => `strftime('%Y-%m-%d %H:%M:%f +00:00', 'now' ${days})`;
const NOW = moment('');
const TOMORROW = moment(`, 'start of day', '+1 day'`);
const WEEK = moment(`, 'start of day', '+8 days'`);
const HORIZON = moment(`, 'start of day', '+36 days'`);
const SINCE = moment(`, 'start of day', '-1 day'`);
/** Of the first user, who decides: theirs, and what nobody has in hand. */
const MINE = `r.organisation_id = 1 AND r.kind = 'request' AND COALESCE(r.assignee_id, 0) <> 2`;
const VERIFIED = `r.status IN ('open', 'waiting', 'purge-pending', 'answered')`;

/** The groups that this desk has, each with its order and how many of it are shown. */
const GROUPS: [string, string, string, number][] = [
  ['late', `r.next_late_at <= ${NOW} AND r.status <> 'closed'`, 'r.next_late_at', 10],
  [
    'today',
    `r.next_late_at > ${NOW} AND r.next_late_at <= ${TOMORROW} AND ${VERIFIED}`,
    'r.next_late_at',
    10,
  ],
  [
    'week',
    `r.next_late_at > ${TOMORROW} AND r.next_late_at <= ${WEEK} AND ${VERIFIED}`,
    'r.next_late_at',
    10,
  ],
  [
    'arrived',
    `r.status = 'open' AND r.next_late_at > ${WEEK} AND r.received_at >= ${SINCE}`,
    'r.received_at',
    5,
  ],
  [
    'waiting',
    `(r.status = 'waiting' AND (r.next_late_at IS NULL OR r.next_late_at > ${WEEK})
      OR r.status = 'unverified' AND (r.next_late_at IS NULL OR r.next_late_at > ${NOW}))`,
    'COALESCE(r.waiting_since, r.received_at)',
    5,
  ],
];

/** What to do today, by the least there is: each group counted and its first rows, and what falls due by day. */
export function todayOn(database: Sqlite): () => string {
  const groups = GROUPS.map(([name, where, order, most]) => ({
    name,
    count: database.prepare(`SELECT COUNT(*) AS n FROM subject_requests r WHERE ${MINE} AND ${where}`),
    rows: database.prepare(
      `${SHOWN} ${JOINED} WHERE ${MINE} AND ${where} ORDER BY ${order}, r.id LIMIT ${most}`,
    ),
  }));
  const days = database.prepare(
    `SELECT r.next_late_at AS at, COUNT(*) AS n FROM subject_requests r WHERE ${MINE} AND ${VERIFIED}
     AND r.next_late_at > ${NOW} AND r.next_late_at <= ${HORIZON} GROUP BY 1 ORDER BY 1`,
  );
  return () => {
    const lists = groups.map(({ name, count, rows }) => {
      const { n } = count.get() as { n: number };
      return `<h2>${name} <span class="tab-count">${n}</span></h2><table>${(rows.all() as Listed[]).map(rowOf).join('')}</table>`;
    });
    const strip = new Map<string, number>();
    for (const { at, n } of days.all() as { at: string; n: number }[]) {
      const day = at.slice(0, 10);
      strip.set(day, (strip.get(day) ?? 0) + n);
    }
    const ahead = [...strip].map(([day, n]) => `<li>${day} ${n}</li>`).join('');
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Today</title></head><body>${lists.join('')}<ol>${ahead}</ol></body></html>`;
  };
}
