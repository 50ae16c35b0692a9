import type { Logger } from 'pino';
import { outlineOf } from '../models/fault.ts';
import { A_MINUTE, patiently } from '../models/patience.ts';
import type { Job, JobDesk } from './timetable.ts';

/** A letter in hand is given so long to leave when the process stops, in milliseconds. */
export const STOP_PATIENCE = 5000;

export type JobLog = Pick<Logger, 'info' | 'warn' | 'error'>;

/** Told of every run: how long it took, and whether it ended well. */
export type Ran = (run: { job: string; outcome: 'done' | 'fault'; seconds: number }) => void;

/** One run of a job. What it did and what went wrong goes to the log; nothing is thrown. */
export async function runOnce(
  desk: JobDesk,
  job: Job,
  { log, signal, ran }: { log: JobLog; signal: AbortSignal; ran?: Ran },
): Promise<'done' | 'fault'> {
  const begun = performance.now();
  const onFault = (error: unknown) => log.error({ job: job.name, fault: describe(error) });
  let outcome: 'done' | 'fault' = 'done';
  try {
    const done = await patiently(A_MINUTE, () => job.run(desk, desk.clock(), { signal, onFault }));
    if (Object.values(done).some((count) => count > 0)) log.info({ job: job.name, ...done });
  } catch (error) {
    onFault(error);
    outcome = 'fault';
  }
  ran?.({ job: job.name, outcome, seconds: (performance.now() - begun) / 1000 });
  return outcome;
}

/** What went wrong and where, without the values of a query: those may be personal. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error' };
  const message = error.name.startsWith('Sequelize') ? undefined : error.message;
  return { message, ...outlineOf(error) };
}
