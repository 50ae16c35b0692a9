import type Sqlite from 'better-sqlite3';

type Counts = Record<string, string | number | null>[];

const OF = 'organisation_id = 1 AND at_close AND month >= ? AND month <= ?';
const COLUMNS = ['month', '"right"', 'policy_id', 'channel'];
const NOW = `strftime('%Y-%m-%d %H:%M:%f +00:00', 'now')`;

/** The floor's report of a period: the same figures, each by one statement prepared once, as plain lines. */
export function reportsOn(database: Sqlite): (from: string, to: string, bytes: number) => string {
  const sums = COLUMNS.map((column, nth) => {
    const sum = `SUM(n) AS n, MAX(worst) AS worst FROM counted GROUP BY ${column}, standing, days`;
    return `SELECT ${nth} AS of, ${column} AS name, standing, days, ${sum}`;
  });
  const ends =
    database.prepare(`WITH counted AS (SELECT ${COLUMNS}, standing, days, COUNT(*) AS n, MAX(days_late) AS worst
    FROM counted_ends WHERE ${OF} GROUP BY ${COLUMNS}, standing, days) ${sums.join(' UNION ALL ')}`);
  const apart =
    database.prepare(`SELECT standing, outcome, grounds, identity_asked, paused_for, paused_days, COUNT(*) AS n
    FROM counted_ends WHERE ${OF} AND (identity_asked OR paused_days > 0 OR grounds <> '' OR standing LIKE 'unanswered%')
    GROUP BY standing, outcome, grounds, identity_asked, paused_for, paused_days`);
  const corrected = database.prepare(`SELECT month, standing, stands, COUNT(*) AS n FROM counted_ends
    WHERE organisation_id = 1 AND at_close <> stands AND month >= ? AND month <= ? GROUP BY month, standing, stands`);
  const tasks = database.prepare(`SELECT system_id, link_id, COUNT(*) AS n,
    COUNT(*) FILTER (WHERE COALESCE(answered_at, ${NOW}) >= due_on || ' 24') AS late FROM tasks
    WHERE organisation_id = 1 AND due_on >= ? || '-01' AND due_on <= ? || '-31' GROUP BY system_id, link_id`);
  const returned = database.prepare(`SELECT about, COUNT(*) AS n FROM facts
    WHERE name = 'letter-returned' AND recorded_at >= ? AND recorded_at <= ? || '-32' GROUP BY about`);
  const oldest = database.prepare(`SELECT reference, "right", received_on, next_due_on FROM subject_requests
    WHERE organisation_id = 1 AND status = ? ORDER BY received_at LIMIT 5`);
  const counts = database.prepare(
    'SELECT name, SUM(n) AS n FROM request_counts WHERE organisation_id = 1 AND hour <= unixepoch() / 3600 GROUP BY name',
  );
  return (from, to, bytes) => {
    const read: Counts[] = [ends, apart, corrected, tasks, returned].map(
      (one) => one.all(from, to) as Counts,
    );
    const open = ['unverified', 'open', 'waiting'].map((status) => oldest.all(status) as Counts);
    const lines = [...read, ...open, counts.all() as Counts].map((rows) => rows.map(lineOf).join(''));
    const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Reports</title></head><body><ul>${lines.join('</ul><ul>')}`;
    return page.slice(0, bytes).padEnd(bytes, ' ');
  };
}

const lineOf = (row: Counts[number]) => `<li>${Object.values(row).join(' ')}</li>`;
