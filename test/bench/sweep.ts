import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { remindBeforeDue } from '../../jobs/remindBeforeDue.ts';
import { A_DAY, withTimeBudget } from '../../models/database/timeBudget.ts';
import type { Desk } from '../../models/desk.ts';
import { stepToSend } from '../../models/letter/reminders.ts';
import { type Effort, interleaved, type Measured, rounded } from './measure.ts';
import { plainly } from './plain.ts';
import type { Round } from './round.ts';
import { type Filled, openAt } from './setUp.ts';

const exec = promisify(execFile);

/**
 * The ledger rows of all reminders that are due, by one statement of the job; beside it the same number of rows by an INSERT
 * ... SELECT of deadlines, which knows neither steps nor readers. Each turn takes its rows away again.
 */
export const sweep = (filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> =>
  withTimeBudget(A_DAY, () => swept(filled, floorOn, effort)); // no page's time budget ends a job

async function swept(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
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
    const due = await remindersDue(desk, now);
    const failures = [...measured.failures];
    if (rows !== due || due === 0) failures.push(`${due} reminders were due, and ${rows} written`);
    return { ...measured, figures, failures, notes };
  } finally {
    await desk.database.close();
  }
}

type Running = Record<
  'kind' | 'startsAt' | 'targetAt' | 'first' | 'second' | 'last' | 'lateAt' | 'zone',
  string | null
>;

/** How many there should be, by the rule for a single deadline: each goes to the assignee, else to the one DPO of the desk. */
async function remindersDue(desk: Desk, now: Date): Promise<number> {
  const running = await plainly<Running>(
    desk,
    `SELECT d.kind, d.starts_at AS "startsAt", d.target_at AS "targetAt", d.first_reminder_on AS "first",
       d.second_reminder_on AS "second", d.last_reminder_on AS "last", d.late_at AS "lateAt", o.zone FROM deadlines d JOIN subject_requests r ON r.id = d.request_id
     JOIN organisations o ON o.id = r.organisation_id
     WHERE d.state = 'running' AND NOT d.advisory AND r.status <> 'closed' AND (d.kind <> 'day' OR d.late_at > :now)`,
    { now },
  );
  return running.filter((row) => stepToSend(deadlineIn(row), row.zone ?? '', now)).length;
}

/** Moments are text on sqlite; what a clock has not is absent. */
function deadlineIn({ kind, startsAt, targetAt, first, second, last, lateAt }: Running) {
  const moments = Object.entries({ startsAt, targetAt, lateAt }).flatMap(([name, at]) =>
    at === null ? [] : [[name, new Date(at)]],
  );
  const days = { firstReminderOn: first, secondReminderOn: second, lastReminderOn: last };
  const deadline = { kind, state: 'running', advisory: false, ...days, ...Object.fromEntries(moments) };
  return deadline as Parameters<typeof stepToSend>[0];
}

/** One sweep of ours. */
async function timed(work: () => Promise<number>): Promise<Round> {
  const begun = performance.now();
  const written = await work();
  return roundOf(performance.now() - begun, written);
}

/** Rows a second, and the whole time as p50. */
function roundOf(milliseconds: number, rows: number): Round {
  const took = rounded(milliseconds);
  return { perSecond: rounded(rows / (took / 1000)), p50: took, p99: took };
}

async function forget({ database }: Desk): Promise<void> {
  await database.query("DELETE FROM letters WHERE kind = 'reminder'");
  if (database.getDialect() === 'postgres') await database.query('VACUUM letters'); // not in somebody's turn
}

async function floorOf({ databaseUrl }: Filled, now: Date, rows: number): Promise<Round> {
  const script = join(import.meta.dirname, 'floorSweep.ts');
  const { stdout } = await exec(process.execPath, [script, databaseUrl, now.toISOString(), String(rows)]);
  const { took, written } = JSON.parse(stdout) as { took: number; written: number };
  return roundOf(took, written);
}
