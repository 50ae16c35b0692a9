import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chaseOwners } from '../../jobs/chaseOwners.ts';
import { A_DAY, withTimeBudget } from '../../models/database/timeBudget.ts';
import type { Desk } from '../../models/desk.ts';
import { toChase } from '../../models/task/toChase.ts';
import { type Effort, interleaved, type Measured, rounded } from './measure.ts';
import type { Round } from './round.ts';
import { type Filled, openAt } from './setUp.ts';
import { OWNERS, withoutTasks, withTasks } from './tasksFilled.ts';

const exec = promisify(execFile);
const A_DAY_MS = 86_400_000;

/**
 * The chase of 5,000 open tasks of 300 owners: who is to be asked today, which reminders and letters exist, which are to be written.
 * Beside it the same number of rows by one INSERT ... SELECT, which knows neither days nor owners (`floorSweep.ts`).
 */
export const chase = (filled: Filled, _floorOn: Filled, effort: Effort): Promise<Measured> =>
  withTimeBudget(A_DAY, () => chased(filled, effort));

async function chased(filled: Filled, effort: Effort): Promise<Measured> {
  const ours = await withTasks(filled);
  const desk = await openAt(ours);
  const now = await aWorkingMorning(desk);
  let [rows, again] = [0, 0];
  const sweep = async () => {
    await forget(desk);
    const [begun, used] = [performance.now(), process.cpuUsage()];
    rows = (await chaseOwners(desk, now)).written;
    const { user, system } = process.cpuUsage(used);
    const round = roundOf({ took: performance.now() - begun, processor: (user + system) / 1000 }, rows);
    again = Math.max(again, (await chaseOwners(desk, now)).written);
    await forget(desk);
    return round;
  };
  try {
    const measured = await interleaved(sweep, () => floorOf(ours, now, rows), effort);
    const failures = [
      ...measured.failures,
      ...(rows > OWNERS ? [] : [`${rows} letters for ${OWNERS} owners`]),
    ];
    const notes = [
      `${rows} rows a sweep, ${measured.ours.p50} ms, the floor's ${measured.floor.p50} ms`,
      `the processor's time is ${measured.figures?.['processor ratio']} times the floor's`,
    ];
    return { ...measured, failures, notes, figures: { ...measured.figures, 'new when run again': again } };
  } finally {
    await desk.database.close();
    await withoutTasks(filled);
  }
}

/** Ten in the morning of the latest day on which owners are chased. */
async function aWorkingMorning(desk: Desk): Promise<Date> {
  const now = desk.clock();
  now.setUTCHours(10, 0, 0, 0);
  while ((await toChase(desk, now)).today.size === 0) now.setTime(now.getTime() - A_DAY_MS);
  return now;
}

async function forget({ database }: Desk): Promise<void> {
  await database.query("DELETE FROM letters WHERE kind IN ('task-reminder', 'task-late')");
  if (database.getDialect() === 'postgres') await database.query('VACUUM letters'); // not in somebody's turn
}

/** Rows a second, the whole time as p50, and the processor's time of all rows. */
function roundOf({ took, processor }: { took: number; processor: number }, rows: number): Round {
  const time = rounded(took);
  return { perSecond: rounded(rows / (time / 1000)), p50: time, p99: time, processor: rounded(processor) };
}

async function floorOf({ databaseUrl }: Filled, now: Date, rows: number): Promise<Round> {
  const script = join(import.meta.dirname, 'floorSweep.ts');
  const { stdout } = await exec(process.execPath, [script, databaseUrl, now.toISOString(), String(rows)]);
  const timed = JSON.parse(stdout) as { took: number; processor: number; written: number };
  return roundOf(timed, timed.written);
}
