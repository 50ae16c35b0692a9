import { type JobWithMetadata, PgBoss, type QueueOptions } from 'pg-boss';
import { GRACE_PERIOD, type JobLog, type Ran, runJob } from './runJob.ts';
import { JOBS, type Job, type JobDesk } from './timetable.ts';

/** The queue for runs that failed every attempt. */
const DEAD_RUNS = 'dead-runs';

/** Report the same fault at most this often: while the database is away, it is polled every second. */
const QUIET = 60_000;

/** Four attempts within half a minute; about fifteen seconds after a process is killed, another one retries its run. */
const RUN: QueueOptions = {
  retryLimit: 3,
  retryDelay: 2,
  retryBackoff: true,
  heartbeatSeconds: 10,
  expireInSeconds: 3600,
  deleteAfterSeconds: 3600,
};
const DAY = 24 * 3600;
/** For node-postgres: give up on a server that does not answer. */
const WATCHED = { keepAlive: true, query_timeout: 60_000 };

/**
 * On PostgreSQL: runs every job by its timetable from a queue in the database, and once at the start, until stopped. Any
 * number of processes can share the queue; a free one takes the next run. A failed run is logged and retried; after the
 * last attempt it goes to the queue of dead runs.
 */
export async function startPgBoss(
  desk: JobDesk,
  log: JobLog,
  { url, jobs = JOBS, ran }: { url: string; jobs?: readonly Job[]; ran?: Ran },
): Promise<{ stop(): Promise<void> }> {
  const ending = new AbortController();
  const boss = new PgBoss({
    ...WATCHED,
    connectionString: url,
    application_name: 'rightsdesk jobs',
    max: 3,
    reindex: false, // a small table; rebuilding needs an owner's rights
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 600,
  });
  boss.on(
    'error',
    onceIn(QUIET, (fault) => log.error({ queue: 'jobs', fault })),
  );
  boss.on('warning', ({ message }) => log.warn({ queue: 'jobs', message }));
  await boss.start();
  await boss.createQueue(DEAD_RUNS, { retentionSeconds: 7 * DAY });
  for (const job of jobs) await keepRunning(boss, job, { desk, log, ran, ending: ending.signal });
  return {
    stop: async () => {
      ending.abort();
      await boss.stop({ timeout: GRACE_PERIOD }).catch(() => undefined); // a database that is away: nothing to hand back
    },
  };
}

type TimetableContext = { desk: JobDesk; log: JobLog; ran?: Ran; ending: AbortSignal };

/**
 * pg-boss's cron counts in minutes. A job that runs every few seconds schedules its successor when it succeeds; the next
 * minute restarts what a fault or a kill has ended, and at most one run waits (`short`). Other jobs never overlap
 * themselves (`exclusive`): while a run waits, works or is retried, no second one is queued.
 */
async function keepRunning(boss: PgBoss, job: Job, place: TimetableContext): Promise<void> {
  const again = secondsOf(job.when);
  const { atMost = RUN.expireInSeconds } = job;
  const queue = { ...RUN, expireInSeconds: atMost, deadLetter: DEAD_RUNS };
  await boss.createQueue(job.name, { ...queue, policy: again ? 'short' : 'exclusive' });
  await boss.updateQueue(job.name, queue); // createQueue leaves one that is there as it was made
  await boss.work(
    job.name,
    { pollingIntervalSeconds: again ? 1 : 2, includeMetadata: true },
    async ([run]) => {
      if (run) await oneRun(job, run, place);
      if (again) await boss.send(job.name, null, { startAfter: again });
    },
  );
  await boss.schedule(job.name, minutesOf(job.when));
  await boss.send(job.name);
}

/** Throws when the run failed, without a message: pg-boss stores what is thrown in the database. */
async function oneRun(
  job: Job,
  run: JobWithMetadata<unknown>,
  { desk, log, ran, ending }: TimetableContext,
): Promise<void> {
  const signal = AbortSignal.any([ending, run.signal]);
  if ((await runJob(desk, job, { log, signal, ran })) === 'done') return;
  if (run.retryCount >= run.retryLimit)
    log.error({ job: job.name, run: run.id }, `failed ${run.retryCount + 1} times, moved to the dead runs`);
  throw new Error('See the log of the process.');
}

/** The interval in seconds of a job that runs every few seconds; otherwise undefined. */
const secondsOf = (when: string): number | undefined => Number(/^\*\/(\d+) /.exec(when)?.[1]) || undefined;

const minutesOf = (when: string): string => when.split(' ').slice(1).join(' ');

/** Reports each fault at most once per interval, whichever worker met it. */
function onceIn(quiet: number, tell: (fault: { code?: string; message: string }) => void) {
  const told = new Map<string, number>();
  return ({ code, message }: Error & { code?: string }) => {
    const fault = { code, message: message.replace(/ \(Queue: [^)]*\)$/, '') };
    const kind = code ?? fault.message;
    if (performance.now() - (told.get(kind) ?? Number.NEGATIVE_INFINITY) < quiet) return;
    told.set(kind, performance.now());
    tell(fault);
  };
}
