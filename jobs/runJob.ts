import type { Logger } from 'pino';
import { isDamage, isDamaged, noteDamage } from '../models/database/damage.ts';
import { outlineOf } from '../models/database/errors.ts';
import { A_MINUTE, withTimeBudget } from '../models/database/timeBudget.ts';
import type { PathNews } from '../models/mailPath.ts';
import type { Job, JobDesk } from './timetable.ts';

/** Milliseconds that a letter being delivered may still take at shutdown. */
export const GRACE_PERIOD = 5000;

export type JobLog = Pick<Logger, 'info' | 'warn' | 'error'>;

/** Called after every run: its duration, whether it did all its work, and what failed. */
export type Ran = (run: {
  job: string;
  outcome: 'done' | 'fault';
  seconds: number;
  faults: unknown[];
}) => void;

/** Runs a job once. Its result and any faults go to the log; never throws. */
export async function runJob(
  desk: JobDesk,
  job: Job,
  { log, signal, ran }: { log: JobLog; signal: AbortSignal; ran?: Ran },
): Promise<'done' | 'fault'> {
  if (isDamaged(desk.database)) return 'fault'; // said once, when it was found
  const begun = performance.now();
  let [outcome, isWhole]: ['done' | 'fault', boolean] = ['done', true];
  const onDown = () => {
    isWhole = false;
  };
  const faults: unknown[] = [];
  const onFault = (error: unknown) => {
    onDown();
    faults.push(error);
    noteDamage(desk.database, error); // which is then said once, for all
    if (!isDamage(error)) log.error({ job: job.name, fault: describe(error) });
  };
  const onPath = (news: PathNews) => tellOfMail(log, job.name, news);
  try {
    const done = await withTimeBudget(A_MINUTE, () =>
      job.run(desk, desk.clock(), { signal, onFault, onPath, onDown }),
    );
    if (Object.values(done).some((count) => count > 0)) log.info({ job: job.name, ...done });
  } catch (error) {
    onFault(error);
    outcome = 'fault';
  }
  const seconds = (performance.now() - begun) / 1000;
  ran?.({ job: job.name, outcome: isWhole ? outcome : 'fault', seconds, faults });
  return outcome;
}

function tellOfMail(log: JobLog, job: string, { since, ...news }: PathNews): void {
  const line = { job, ...news, since: since.toISOString() };
  if (news.mail === 'up') log.info(line, 'Letters are being sent again.');
  else log.warn(line, 'No letter can be sent. Try: npm run -s rightsdesk -- mail test ADDRESS');
}

/** What failed and where, without the values of a query, which may be personal data. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error' };
  const message = error.name.startsWith('Sequelize') ? undefined : error.message;
  return { message, ...outlineOf(error) };
}
