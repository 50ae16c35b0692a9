import type { Server } from 'node:http';
import { pino } from 'pino';
import { createApp } from '../app.ts';
import {
  backupPlaceOf,
  ConfigurationFault,
  EXIT_WRONG_CONFIGURATION,
  foldersOf,
  readSettings,
  type Settings,
} from '../config.ts';
import { openHolidays } from '../domain/calendar/holidayLibrary.ts';
import { startAsLeader } from '../jobs/leader.ts';
import type { JobLog, Ran } from '../jobs/runJob.ts';
import { startJobs } from '../jobs/schedule.ts';
import type { JobDesk } from '../jobs/timetable.ts';
import { mailerOf } from '../mail/delivery.ts';
import { onDamage } from '../models/database/damage.ts';
import { settingsThatLose } from '../models/database/durability.ts';
import { checkDatabase } from '../models/database/integrityCheck.ts';
import { isReadOnly } from '../models/database/readOnly.ts';
import type { Desk } from '../models/desk.ts';
import { firstAccountLink } from '../models/user/firstAccount.ts';
import { startDelayed } from './delayedStart.ts';
import { linesOnOpenFiles } from './filePermissions.ts';
import { dropIdlers, gracefulClose, stopOnSignal } from './gracefulShutdown.ts';
import { createHealthApp } from './healthApp.ts';
import { openDesk } from './openDesk.ts';
import { bringUpToDate, mustBeUpToDate, prepareDesk } from './prepareDesk.ts';
import { recentlyFor } from './recently.ts';
import { keepRehearsals } from './rehearsals.ts';
import { passingFault } from './startupFault.ts';

/** Milliseconds reserved for the first page after a start. Work that it does not need is delayed by this much. */
const FIRST_PAGES = 1000;

/** Runs a process: reads settings, opens the database, starts app and jobs, listens, and shuts down gracefully. */
export async function serve(settings: () => Settings | Promise<Settings> = readSettings): Promise<void> {
  try {
    await start(await settings());
  } catch (error) {
    const fault = error instanceof ConfigurationFault ? error : passingFault(error);
    if (!fault) throw error;
    process.stderr.write(`${fault.message}\n`);
    process.exit(EXIT_WRONG_CONFIGURATION);
  }
}

async function start(settings: Settings): Promise<void> {
  const desk = await openDesk(settings);
  const oneOfSeveral = settings.role !== 'all' && desk.database.getDialect() === 'postgres';
  await prepareDesk(desk, oneOfSeveral ? mustBeUpToDate : bringUpToDate);
  const log = pino({ level: settings.logLevel, base: undefined }, pino.destination(LOG));
  watchForDamage(desk, log);
  const metrics = await metricsOf(desk, settings);
  const stops: (() => Promise<void>)[] = [];
  const door = doorOf(settings);
  const rehearsals =
    oneOfSeveral || isReadOnly(desk.database) ? undefined : keepRehearsals(settings, desk, log);
  if (rehearsals) {
    stops.push(rehearsals.stop);
    setTimeout(
      () => rehearsals.tidy().catch(({ name }) => log.warn({ notTidied: name })),
      FIRST_PAGES,
    ).unref();
  }
  if (door) {
    const { trustProxy, rateLimits } = settings;
    const app = door.create({
      ...desk,
      log,
      trustProxy,
      rateLimits,
      mailConfigured: Boolean(settings.smtpUrl),
      metrics,
      rehearsals,
      examine: recentlyFor((organisationId: number) => examination(settings, desk, organisationId)),
    });
    stops.push(await listen(app.listen(door.port, door.host), door));
  }
  if (settings.role !== 'web' && !isReadOnly(desk.database)) {
    const timetable = await keepTimetable(
      { ...desk, mailer: mailerOf(settings), backups: backupPlaceOf(settings) },
      settings,
      log,
      metrics?.jobRan,
    );
    stops.push(timetable.stop);
  }
  for (const setting of await settingsThatLose(desk.database)) say(mayLose(setting));
  for (const line of linesOnOpenFiles(settings)) say(line);
  stopOnSignal(stops, () => desk.database.close());
  if (isReadOnly(desk.database)) say(READ_ALONE);
  const isFirst = settings.role !== 'jobs' && !isReadOnly(desk.database);
  announce(settings, isFirst ? await firstAccountLink(desk) : undefined); // each link ends the one before
  setTimeout(openHolidays, FIRST_PAGES).unref();
}

/**
 * Log lines are written in groups, at most a fifth of a second late, and all of them at exit: a write per line would cost a
 * twentieth of a page.
 */
const LOG = { sync: false, minLength: 4096, periodicFlush: 200 };

/** Logs one line when damage is found by a page, by a job, or by this check of the whole file in the background. */
function watchForDamage({ database }: Desk, log: JobLog): void {
  onDamage(database, (cause) => log.error({ damaged: cause }, DAMAGED));
  const look = () =>
    checkDatabase(database).catch((error) => log.warn({ notChecked: (error as Error).name }));
  setTimeout(look, FIRST_PAGES).unref();
}

/** The examination shown to an administrator; loaded on demand. */
async function examination(settings: Settings, desk: Desk, organisationId: number) {
  const [{ examine }, { runningDesk }] = await Promise.all([
    import('../doctor/examine.ts'),
    import('../doctor/subject.ts'),
  ]);
  return examine(runningDesk(settings, desk, organisationId));
}

/** Without a token there are no metrics, and the library is not loaded. */
async function metricsOf(desk: Desk, settings: Settings) {
  const { metricsToken: token } = settings;
  return token ? (await import('./metrics.ts')).createMetrics(desk, token, foldersOf(settings)) : undefined;
}

/**
 * On PostgreSQL any number of processes share a queue. On sqlite one process leads, and begins by running every job; the
 * first page does not wait for that.
 */
async function keepTimetable(desk: JobDesk, { databaseUrl: url }: Settings, log: JobLog, ran?: Ran) {
  if (desk.database.getDialect() === 'sqlite')
    return startAsLeader(
      desk.database,
      () => startDelayed(() => startJobs(desk, log, { ran }), FIRST_PAGES),
      say,
    );
  const { startPgBoss } = await import('../jobs/pgBoss.ts'); // an sqlite desk starts without pg-boss
  return startPgBoss(desk, log, { url, ran });
}

type Door = { setting: 'PORT' | 'JOBS_PORT'; port: number; host: string };

/**
 * The port and the app of this process. A process for jobs alone may share a machine and its settings with another: it has its own port or
 * none.
 */
function doorOf({ role, port, jobsPort, host }: Settings): (Door & { create: typeof createApp }) | undefined {
  if (role !== 'jobs') return { setting: 'PORT', port, host, create: createApp };
  return jobsPort ? { setting: 'JOBS_PORT', port: jobsPort, host, create: createHealthApp } : undefined;
}

/** Waits until the port is open; returns a function that stops listening. */
async function listen(server: Server, door: Door): Promise<() => Promise<void>> {
  const stop = gracefulClose(server);
  dropIdlers(server);
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => reject(portFault(error, door)));
  });
  return stop;
}

function portFault({ code, message }: NodeJS.ErrnoException, door: Door): ConfigurationFault {
  const { setting, port, host } = door;
  if (code === 'EADDRINUSE')
    return new ConfigurationFault(
      setting,
      `port ${port} is in use`,
      `Stop the other program, or give another ${setting}`,
    );
  if (code === 'EACCES')
    return new ConfigurationFault(
      setting,
      `port ${port} is reserved for the system`,
      `Give a ${setting} from 1024`,
    );
  return new ConfigurationFault(
    'HOST',
    `cannot listen on ${host} (${code ?? message})`,
    'Give an address of this machine',
  );
}

function announce(settings: Settings, link: string | undefined): void {
  const lines = [
    settings.role === 'jobs' ? 'Rightsdesk runs its jobs.' : `Rightsdesk is at ${settings.baseUrl}`,
    ...(settings.smtpUrl ? [] : ['No SMTP_URL is set: letters wait in the outbox at /settings/outbox.']),
    ...(settings.smtpInsecure
      ? ['SMTP_INSECURE is on: letters may be sent unencrypted, or to a server without a valid certificate.']
      : []),
    ...(settings.rateLimits ? [] : ['RATE_LIMITS is off: anyone may try as often as they like.']),
    ...(link
      ? ['To make the first account, open this link. It works once, until the next start:', link]
      : []),
  ];
  say(lines.join('\n'));
}

const DAMAGED =
  'The database is damaged. Nothing is written to it any more, and the desk is not ready. Stop it, and restore the last good backup.';
const READ_ALONE =
  'The database is read-only here: pages are served, but no form is accepted and no job runs. Check the disk, then start again.';

const mayLose = (setting: string) =>
  `PostgreSQL runs with ${setting} off: a power cut can lose accepted requests.`;

const say = (line: string) => void process.stdout.write(`${line}\n`);
