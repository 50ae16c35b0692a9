import { Cron } from 'croner';
import { within } from '../models/database/timeOut.ts';
import { GRACE_PERIOD, type JobLog, type Ran, runJob } from './runJob.ts';
import { JOBS, type Job, type JobDesk } from './timetable.ts';

/**
 * On sqlite: runs every job in this process by its timetable, and once at the start, until stopped. A job never overlaps itself. A fault is
 * only logged.
 */
export function startJobs(
  desk: JobDesk,
  log: JobLog,
  { jobs = JOBS, ran }: { jobs?: readonly Job[]; ran?: Ran } = {},
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const inHand = new Map<string, Promise<unknown>>();
  const start = (job: Job) => {
    if (ending.signal.aborted || inHand.has(job.name)) return;
    const run = runJob(desk, job, { log, signal: ending.signal, ran }).finally(() => inHand.delete(job.name));
    inHand.set(job.name, run);
  };
  const table = jobs.map((job) => new Cron(job.when, () => start(job)));
  for (const job of jobs) start(job);
  return {
    stop: async () => {
      ending.abort();
      for (const entry of table) entry.stop();
      await within(GRACE_PERIOD, Promise.all(inHand.values())).catch(() => undefined); // ended with the process
    },
  };
}
