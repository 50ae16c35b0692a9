import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../app.ts';
import type { JobLog } from '../jobs/runJob.ts';
import { startJobs } from '../jobs/schedule.ts';
import type { JobDesk } from '../jobs/timetable.ts';
import { outlineOf } from '../models/database/errors.ts';
import type { RehearsalSeed } from '../models/rehearsal/seed.ts';
import { dropIdlers, gracefulClose, stopOnSignal } from '../process/gracefulShutdown.ts';
import { openDesk } from '../process/openDesk.ts';
import { bringUpToDate, prepareDesk } from '../process/prepareDesk.ts';
import {
  REHEARSAL_FILES as FILES,
  type RehearsalNews,
  type RehearsalOrder,
} from '../process/rehearsalFiles.ts';
import type { KeptMail } from '../routes/appDesk.ts';
import { rehearsedMail } from '../views/letters/rehearsed.ts';
import { openClock, type PlayedClock } from './clock.ts';
import { invent, plant } from './fill.ts';
import { keepingMailer, mailsIn } from './mails.ts';
import { playOn } from './play.ts';

// The process of one rehearsal: the same app and the same jobs as a desk, on a file of its own and by a clock of its own. The desk that
// started it tells it all it needs; when that desk ends, it ends.

const KEEP_EVERY = 30_000;

process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
const [order] = (await once(process, 'message')) as [RehearsalOrder];
try {
  await run(order);
} catch (error) {
  process.stderr.write(`A rehearsal did not start: ${JSON.stringify(outlineOf(error as Error))}\n`);
  process.exit(1);
}

async function run({ settings, userId, token }: RehearsalOrder): Promise<void> {
  const inFolder = (name: string) => join(settings.dataDir, name);
  const seed = JSON.parse(readFileSync(inFolder(FILES.seed), 'utf8')) as RehearsalSeed;
  const log = pino({ level: settings.logLevel, base: { rehearsal: userId } });
  const isNew = !existsSync(inFolder(FILES.clock));
  if (isNew) for (const end of ['', '-wal', '-shm']) rmSync(settings.databaseUrl + end, { force: true });
  const opened = { ...(await openDesk(settings)), isRehearsal: true as const };
  await prepareDesk(opened, async (desk) => {
    await bringUpToDate(desk);
    if (isNew) await plant(desk, seed);
  });
  const keeping = (desk: typeof opened, kept: (mail: KeptMail) => void) =>
    keepingMailer(desk, inFolder(FILES.mails), kept);
  if (isNew) await invent(opened, seed, (desk) => keeping(desk as typeof opened, () => undefined));
  const clock = openClock(inFolder(FILES.clock));
  const desk = { ...opened, clock };
  const mailer = keeping(desk, ({ to, subject, text }) => {
    if (seed.mails) tell({ mail: { subject, text: rehearsedMail({ to, text }, seed.user.language) } });
  });
  const hours = keepHours({ ...desk, mailer }, seed.organisation.zone, log);
  const app = createApp({
    ...desk,
    ...{ log, trustProxy: false, rateLimits: false, mailConfigured: true },
    rehearsal: {
      ...{ userId, token, playingTo: clock.playingTo, mails: () => mailsIn(inFolder(FILES.mails)) },
      play: hours.play,
    },
  });
  rmSync(inFolder(FILES.socket), { force: true });
  const server = app.listen(inFolder(FILES.socket), () => tell({ ready: true }));
  dropIdlers(server);
  const keepAhead = setInterval(clock.keepAhead, KEEP_EVERY);
  stopOnSignal([gracefulClose(server), hours.stop], async () => {
    clearInterval(keepAhead);
    await desk.database.close();
    clock.rest();
  });
}

/** Runs the timetable as any desk does, and in its place plays the clock when that is wished. */
function keepHours(desk: JobDesk & { clock: PlayedClock }, zone: string, log: JobLog) {
  const ending = new AbortController();
  let timetable = desk.clock.playingTo() ? undefined : startJobs(desk, log);
  const play = async () => {
    await timetable?.stop();
    timetable = undefined;
    try {
      await playOn(desk, { zone, log, signal: ending.signal });
    } catch (error) {
      log.error({ fault: outlineOf(error as Error) }, 'The clock was not played to its end.');
      desk.clock.arrive();
    }
    if (!ending.signal.aborted) timetable = startJobs(desk, log);
  };
  let playing: Promise<void> | undefined;
  const begin = () => {
    playing = play().finally(() => {
      playing = undefined;
    });
  };
  if (!timetable) begin();
  return {
    play: (to: Date) => {
      if (playing) return;
      desk.clock.setOut(to);
      begin();
    },
    stop: async () => {
      ending.abort();
      await playing;
      await timetable?.stop();
    },
  };
}

const tell = (news: RehearsalNews): void => void process.send?.(news);
