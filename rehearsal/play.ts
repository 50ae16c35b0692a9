import { momentsPlayed } from '../domain/rehearsal.ts';
import { type JobLog, runJob } from '../jobs/runJob.ts';
import { JOBS, type JobDesk } from '../jobs/timetable.ts';
import type { PlayedClock } from './clock.ts';

/** Jobs about the machine and the database, which no day that passes gives anything to do. */
const OF_THE_MACHINE = ['watchMail', 'foldCounts', 'noteCustomerNumbers', 'checkDatabase', 'backUp'];

/** The jobs that run while a clock is played, in the order of the timetable. */
export const PLAYED_JOBS = JOBS.filter(({ name }) => !OF_THE_MACHINE.includes(name));

/**
 * Plays the clock of a rehearsal to the moment that it was set out for: hour by hour the jobs run as of that hour, so what is written is
 * what would have been written on those days, in their order. A signal ends it after the hour; opened again, it goes on.
 */
export async function playOn(
  desk: JobDesk & { clock: PlayedClock },
  { zone, log, signal }: { zone: string; log: JobLog; signal: AbortSignal },
): Promise<void> {
  const { clock } = desk;
  const to = clock.playingTo();
  if (!to) return;
  for (const at of momentsPlayed(clock(), to, zone)) {
    if (signal.aborted) return;
    clock.moveTo(at);
    for (const job of PLAYED_JOBS) await runJob(desk, job, { log, signal });
  }
  if (!signal.aborted) clock.arrive();
}
