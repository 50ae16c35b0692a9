import { Cron } from 'croner';
import type { Logger } from 'pino';
import { JOBS, type Job, type JobDesk } from './timetable.ts';

/** A letter in hand is given so long to leave when the process stops. */
const PATIENCE = 5000;

/** Told of every run: how long it took, and whether it ended well. */
type Ran = (run: { job: string; outcome: 'done' | 'fault'; seconds: number }) => void;

/** Runs every job by its timetable, and once at the start, until stopped. A job never overlaps itself; a fault is logged, no more. */
export function startJobs(
  desk: JobDesk,
  log: Pick<Logger, 'info' | 'error'>,
  { jobs = JOBS, ran }: { jobs?: readonly Job[]; ran?: Ran } = {},
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const inHand = new Map<string, Promise<void>>();
  const start = (job: Job) => {
    if (ending.signal.aborted || inHand.has(job.name)) return;
    const begun = performance.now();
    const run = runOnce(desk, job, log, ending.signal)
      .then((outcome) => ran?.({ job: job.name, outcome, seconds: (performance.now() - begun) / 1000 }))
      .finally(() => inHand.delete(job.name));
    inHand.set(job.name, run);
  };
  const table = jobs.map((job) => new Cron(job.when, () => start(job)));
  for (const job of jobs) start(job);
  return {
    stop: async () => {
      ending.abort();
      for (const entry of table) entry.stop();
      await Promise.race([Promise.all(inHand.values()), after(PATIENCE)]);
    },
  };
}

async function runOnce(
  desk: JobDesk,
  job: Job,
  log: Pick<Logger, 'info' | 'error'>,
  signal: AbortSignal,
): Promise<'done' | 'fault'> {
  const onFault = (error: unknown) => log.error({ job: job.name, fault: describe(error) });
  try {
    const done = await job.run(desk, desk.clock(), { signal, onFault });
    if (Object.values(done).some((count) => count > 0)) log.info({ job: job.name, ...done });
    return 'done';
  } catch (error) {
    onFault(error);
    return 'fault';
  }
}

/** What went wrong and where, without the values of a query: those may be personal. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error' };
  const where = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    name: error.name,
    message: error.name.startsWith('Sequelize') ? undefined : error.message,
    where,
  };
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
