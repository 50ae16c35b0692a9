import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { remindBeforeDue } from '../../jobs/remindBeforeDue.ts';
import type { Desk } from '../../models/desk.ts';
import { type Effort, interleaved, type Measured, type Round, rounded } from './measure.ts';
import { type Filled, openAt } from './setUp.ts';

const exec = promisify(execFile);

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

const forget = ({ database }: Desk) => database.query("DELETE FROM letters WHERE kind = 'reminder'");

async function floorOf({ databaseUrl }: Filled, now: Date, rows: number): Promise<Round> {
  const script = join(import.meta.dirname, 'floorSweep.ts');
  const { stdout } = await exec(process.execPath, [script, databaseUrl, now.toISOString(), String(rows)]);
  const { took, written } = JSON.parse(stdout) as { took: number; written: number };
  return roundOf(took, written);
}
