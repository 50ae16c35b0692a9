import type { Server } from 'node:http';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { ConfigurationFault, EXIT_WRONG_CONFIGURATION, readSettings, type Settings } from './config.ts';
import { startJobs } from './jobs/schedule.ts';
import { startInTurn } from './jobs/turn.ts';
import { mailerOf } from './mail/delivery.ts';
import { createMetrics } from './metrics.ts';
import { settingsThatLose } from './models/durability.ts';
import { firstAccountLink } from './models/user/firstAccount.ts';
import { bringUpToDate, mustBeUpToDate, openDesk, prepareDesk } from './openDesk.ts';
import { dropSilent, gracefulClose, stopOnSignal } from './stop.ts';

/** The process: settings, database, app, jobs, listening, and a graceful end. */
export async function serve(settings: () => Settings | Promise<Settings> = readSettings): Promise<void> {
  try {
    await start(await settings());
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_WRONG_CONFIGURATION);
  }
}

async function start(settings: Settings): Promise<void> {
  const desk = await openDesk(settings);
  const oneOfSeveral = settings.role !== 'all' && desk.database.getDialect() === 'postgres';
  await prepareDesk(desk, oneOfSeveral ? mustBeUpToDate : bringUpToDate);
  const log = pino({ level: settings.logLevel, base: undefined });
  const metrics = settings.metricsToken ? createMetrics(desk, settings.metricsToken) : undefined;
  const stops: (() => Promise<void>)[] = [];
  if (settings.role !== 'jobs') {
    const app = createApp({
      ...desk,
      log,
      trustProxy: settings.trustProxy,
      rateLimits: settings.rateLimits,
      mailConfigured: Boolean(settings.smtpUrl),
      metrics,
    });
    stops.push(await listen(app.listen(settings.port, settings.host), settings));
  }
  if (settings.role !== 'web') {
    const timetable = () => startJobs({ ...desk, mailer: mailerOf(settings) }, log, { ran: metrics?.jobRan });
    stops.push((await startInTurn(desk.database, timetable, say)).stop);
  }
  for (const setting of await settingsThatLose(desk.database)) say(mayLose(setting));
  stopOnSignal(stops, () => desk.database.close());
  announce(settings, settings.role === 'jobs' ? undefined : await firstAccountLink(desk)); // each link ends the one before
}

/** Waits until the port is ours; gives what stops listening. */
async function listen(server: Server, { port, host }: Settings): Promise<() => Promise<void>> {
  const stop = gracefulClose(server);
  dropSilent(server);
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => reject(portFault(error, port, host)));
  });
  return stop;
}

function portFault({ code, message }: NodeJS.ErrnoException, port: number, host: string): ConfigurationFault {
  if (code === 'EADDRINUSE')
    return new ConfigurationFault(
      'PORT',
      `port ${port} is in use`,
      'Stop the other program, or give another PORT',
    );
  if (code === 'EACCES')
    return new ConfigurationFault('PORT', `port ${port} is reserved for the system`, 'Give a PORT from 1024');
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
    ...(settings.rateLimits ? [] : ['RATE_LIMITS is off: anyone may try as often as they like.']),
    ...(link
      ? ['To make the first account, open this link. It works once, until the next start:', link]
      : []),
  ];
  say(lines.join('\n'));
}

const mayLose = (setting: string) =>
  `PostgreSQL runs with ${setting} off: a power cut can take requests that were accepted.`;

const say = (line: string) => void process.stdout.write(`${line}\n`);
