/**
 * The floor of the benchmarks: the same pages from the same database by the least code there is. Bare `node:http`,
 * statements prepared once, a template literal; no framework, no session, no translation, no escaping of what is safe.
 * A process of its own: `node test/bench/floor.ts DATABASE PORT`.
 */
import { createServer } from 'node:http';
import Sqlite from 'better-sqlite3';
import { reportsOn } from './floorReports.ts';
import { requestOn } from './floorRequest.ts';
import { IN_ORDER, JOINED, type Listed, OPEN, rowOf, SHOWN } from './floorRows.ts';
import { searchOn } from './floorSearch.ts';
import { ownerOn, systemsOn } from './floorTasks.ts';
import { todayOn } from './floorToday.ts';

const [path = '', port = '0'] = process.argv.slice(2);
const database = new Sqlite(path, { readonly: true });
const NOW = `strftime('%Y-%m-%d %H:%M:%f +00:00', 'now')`;

const listed = database.prepare(`${SHOWN} ${JOINED} WHERE ${OPEN} ${IN_ORDER}`);

/**
 * The tabs as a rival would count them at best: what hangs on states is known, what hangs on the hour is a sum of the kept
 * hours (decision 0009) and what came since.
 */
const known = database
  .prepare(
    `SELECT CASE WHEN name = 'of:1' THEN 'mine' ELSE name END AS name, n FROM request_counts
     WHERE organisation_id = 1 AND hour = 0`,
  )
  .all() as { name: string; n: number }[];
const countOf = (...wanted: string[]) =>
  known.filter(({ name }) => wanted.includes(name)).reduce((sum, { n }) => sum + n, 0);
const all = countOf('open', 'waiting', 'purge-pending', 'answered', 'unverified', 'closed');
const kept = (names: string) => `(SELECT COALESCE(SUM(n), 0) FROM request_counts
  WHERE organisation_id = 1 AND name IN (${names}) AND hour <= unixepoch() / 3600)`;
const since = (
  column: string,
  where = '1 = 1',
) => `(SELECT COUNT(*) FROM subject_requests WHERE organisation_id = 1 AND kind = 'request'
  AND ${column} > strftime('%Y-%m-%d %H:00:00.000 +00:00', 'now') AND ${column} <= ${NOW} AND ${where})`;
const WARNED = `status <> 'unverified' AND warn_at < next_late_at`;
const overdue = database.prepare(
  `SELECT ${kept(`'late', 'late-unverified'`)} + ${since('next_late_at')} AS n`,
);
const dueSoon = database.prepare(
  `SELECT ${kept(`'warned'`)} - ${kept(`'late'`)} + ${since('warn_at', WARNED)} - ${since('next_late_at', WARNED)} AS n`,
);

const number = (row: unknown) => (row as { n: number }).n;

function queue(): string {
  const tabs = {
    open: all - countOf('closed', 'unverified'),
    overdue: number(overdue.get()),
    'due-soon': number(dueSoon.get()),
    waiting: countOf('waiting'),
    unverified: countOf('unverified'),
    messages: countOf('unread'),
    mine: countOf('mine'),
    closed: countOf('closed'),
    all,
  };
  const rows = listed.all() as Listed[];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Requests</title></head><body>
<ul>${Object.entries(tabs)
    .map(
      ([name, n]) =>
        `<li><a href="/requests?view=${name}">${name} <span class="tab-count">${n}</span></a></li>`,
    )
    .join('')}</ul>
<table><tbody>${rows.map(rowOf).join('')}</tbody></table></body></html>`;
}

const request = requestOn(database);
const search = searchOn(database);
const reports = reportsOn(database);
const systems = systemsOn(database);
const owner = ownerOn(database);
const today = todayOn(database);

function pageAt(url = ''): string | undefined {
  if (url === '/requests') return queue();
  if (url === '/today') return today();
  const { pathname, searchParams } = new URL(url, 'http://floor');
  const bytes = Number(searchParams.get('bytes'));
  if (pathname === '/systems') return systems(bytes);
  if (pathname === '/reports')
    return reports(searchParams.get('from') ?? '', searchParams.get('to') ?? '', bytes);
  if (pathname.startsWith('/tasks/')) return owner(pathname.slice('/tasks/'.length), bytes);
  if (url.startsWith('/requests?')) return search(new URL(url, 'http://floor').searchParams.get('q') ?? '');
  return url.startsWith('/requests/') ? request(url.slice('/requests/'.length)) : undefined;
}

createServer(({ url }, response) => {
  const page = pageAt(url);
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page);
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
