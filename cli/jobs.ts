import { parseArgs } from 'node:util';
import { backupPlaceOf, readSettings } from '../config.ts';
import { parseReceived } from '../domain/calendar/zone.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { type Foreseen, JOBS, type Job, type JobDesk } from '../jobs/timetable.ts';
import { mailerOf } from '../mail/delivery.ts';
import type { Desk } from '../models/desk.ts';
import { mailAddressOf } from '../models/letter/recipients.ts';
import { type CommandResult, done, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';
import { withDesk } from './withDesk.ts';

const NAMES = JOBS.map(({ name }) => name).join(', ');
const USAGE = `${usageOf('jobs')}. JOB is one of ${NAMES}.`;

/** `jobs list` and `jobs run NAME`: shows the timetable, or runs one job now or as at another instant. */
export async function jobsCommand([verb, ...args]: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { at: { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const { at, json, 'dry-run': dry = false } = values;
  if (verb === 'list' && positionals.length === 0 && !dry && at === undefined) return list(json);
  const job = JOBS.find(({ name }) => name === positionals[0]);
  if (verb !== 'run' || !job || positionals.length > 1) throw new WrongUsage(USAGE);
  const instant = at === undefined ? undefined : instantIn(at);
  return withDesk(async (desk) => {
    if (instant && instant > desk.clock() && !dry)
      throw new WrongUsage(`${at} is in the future: a job can be run for it only with --dry-run`);
    const now = instant ?? desk.clock();
    const settings = readSettings();
    const backups = backupPlaceOf(settings);
    const then = { ...desk, clock: () => now, mailer: mailerOf(settings), backups };
    return dry ? foresee(then, job, now, json) : run(then, job, now, desk.clock, json);
  });
}

function list(json: boolean | undefined): CommandResult {
  const jobs = JOBS.map(({ name, when, does }) => ({ name, when, does }));
  return done(
    json,
    jobs,
    jobs.map(({ name, when, does }) => `${name.padEnd(16)} ${when.padEnd(15)} ${does}`),
  );
}

/** Why a job has nothing to do, apart from letters that cannot leave. */
const IDLE: Record<string, string> = {
  backUp: 'nothing to do, because the daily backup exists or BACKUP_DIR is not set',
};

/** Prints the letters that a job would send. Writes nothing. */
async function foresee(desk: JobDesk, job: Job, now: Date, json?: boolean): Promise<CommandResult> {
  const { letters } = await job.foresee(desk, now);
  const seen: (Foreseen & { address: string | null })[] = [];
  for (const { kind, recipient, reference, clock, step } of letters) {
    seen.push({ kind, recipient, address: await mailAddressOf(recipient), reference, clock, step });
  }
  const lines = seen.map(({ kind, recipient, address, reference, clock, step }) =>
    [kind, address ?? recipient, reference, clock, step].filter(Boolean).join('  '),
  );
  return done(json, { job: job.name, at: now.toISOString(), dryRun: true, letters: seen }, [
    `${job.name} at ${now.toISOString()} would make or send ${seen.length} letters. Nothing was written.`,
    ...lines,
  ]);
}

/** Runs a job as at `now`. The time at which the mail server accepts a letter is still the real one. */
async function run(
  desk: JobDesk,
  job: Job,
  now: Date,
  acceptedAt: Desk['clock'],
  json?: boolean,
): Promise<CommandResult> {
  const result = await job.run(desk, now, { acceptedAt });
  const counts = Object.entries(result).map(([what, count]) => `${what} ${count}`);
  return done(json, { job: job.name, at: now.toISOString(), dryRun: false, ...result }, [
    `${job.name}: ${(counts.join(', ') || IDLE[job.name]) ?? 'nothing to do without SMTP_URL, letters wait in the outbox'}.`,
  ]);
}

/** An instant needs an offset; a day or a local time is ambiguous. */
function instantIn(text: string): Date {
  try {
    const read = parseReceived(text, 'UTC');
    if ('receivedAt' in read && /(Z|[+-]\d{2}:?\d{2})$/i.test(text)) return read.receivedAt;
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
  }
  throw new WrongUsage(
    `--at takes an instant with its offset, like 2026-03-02T08:00:00+01:00, not "${text.slice(0, 60)}"`,
  );
}
