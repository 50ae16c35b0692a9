import Sqlite from 'better-sqlite3';
import { remindBeforeDue } from '../../jobs/remindBeforeDue.ts';
import type { Desk } from '../../models/desk.ts';
import { type Effort, interleaved, type Measured, type Round, rounded } from './measure.ts';
import { type Filled, openAt } from './setUp.ts';

/**
 * The ledger rows of all reminders that are due, by one statement of the job; beside it the same number of rows by an INSERT
 * ... SELECT of deadlines, which knows neither steps nor readers. Each turn takes its rows away again.
 */
export async function sweep(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const desk = await openAt(filled);
  const now = desk.clock();
  let [rows, again] = [0, 0];
  const ours = async () => {
    await forget(desk);
    const round = await timed(async () => {
      rows = await remindBeforeDue(desk, now);
      return rows;
    });
    again = Math.max(again, await remindBeforeDue(desk, now));
    await forget(desk);
    return round;
  };
  try {
    const measured = await interleaved(ours, () => floorOf(floorOn, now, rows), effort);
    const once = await timed(() => remindBeforeDue(desk, now));
    const idle = await timed(() => remindBeforeDue(desk, now));
    await forget(desk);
    const notes = [
      `${rows} rows a sweep, ${measured.ours.p50} ms, the floor's ${measured.floor.p50} ms`,
      `a run that finds nothing new: ${idle.p50} ms, after one of ${once.p50} ms`,
    ];
    const figures = { ...measured.figures, 'new when run again': again };
    const failures = rows > 0 ? measured.failures : ['no reminder was due'];
    return { ...measured, figures, failures, notes };
  } finally {
    await desk.database.close();
  }
}

/** One sweep: rows a second, and its whole time as p50. */
async function timed(work: () => Promise<number>): Promise<Round> {
  const begun = performance.now();
  const written = await work();
  const took = rounded(performance.now() - begun);
  return { perSecond: rounded(written / (took / 1000)), p50: took, p99: took };
}

const forget = ({ database }: Desk) => database.query("DELETE FROM letters WHERE kind = 'reminder'");

async function floorOf({ databaseUrl }: Filled, now: Date, rows: number): Promise<Round> {
  const database = new Sqlite(databaseUrl);
  for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'secure_delete=ON']) database.pragma(pragma);
  const at = now.toISOString().replace('T', ' ').replace('Z', ' +00:00');
  const insert =
    database.prepare(`INSERT INTO letters (kind, organisation_id, request_id, deadline_id, due_moment, step,
      recipient, language, ledger_key, state, channel, message_id, attempts, next_attempt_at, created_at)
    SELECT 'reminder', organisation_id, request_id, id, late_at, 'due-day', 'user:1', 'en',
      'reminder:' || id || ':' || late_at || ':due-day:user:1', 'queued', 'mail', HEX(RANDOMBLOB(16)), 0, ?, ?
    FROM deadlines WHERE state = 'running' LIMIT ? ON CONFLICT (ledger_key) DO NOTHING`);
  try {
    return await timed(async () => insert.run(at, at, rows).changes);
  } finally {
    database.exec("DELETE FROM letters WHERE kind = 'reminder'");
    database.close();
  }
}
