import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import type { JobLog } from '../jobs/runJob.ts';
import { mailerOf } from '../mail/delivery.ts';
import { type MailToOneself, sendToOneself } from '../mail/toOneself.ts';
import type { Desk } from '../models/desk.ts';
import { noteExpired } from '../models/rehearsal/notes.ts';
import { staffMember } from '../models/user/staff.ts';
import type { RehearsalState, Rehearsals } from '../routes/appDesk.ts';
import { clockIn, REHEARSAL_FILES } from './rehearsalFiles.ts';
import { type RunningRehearsal, startRehearsal } from './rehearsalProcess.ts';

/** So many processes of rehearsals run at once, each of some 200 MB, and so many are kept on the disk. */
const MOST_RUNNING = 2;
const MOST_KEPT = 20;
/** One without a page for so long makes way for another; after longer it is stopped anyway. In milliseconds. */
const MAKES_WAY = 2 * 60_000;
const SLEEPS = 20 * 60_000;
const LOOK_EVERY = 60_000;
/** One that nobody used for so many days is removed. */
const KEPT_DAYS = 30;
const DAY = 24 * 3_600_000;
/** The longest path of a socket, in bytes. */
const LONGEST_SOCKET = 107;

/** `tidy` removes those that nobody used for a month; `stop` ends their processes. */
type KeptRehearsals = Rehearsals & { tidy(): Promise<void>; stop(): Promise<void> };

/**
 * Keeps the rehearsals below DATA_DIR, each in the folder of its user: its process is started when it is entered, and stopped when nobody
 * uses it or the desk stops. The folder is all there is: what the operator removes is gone.
 */
export function keepRehearsals(settings: Settings, desk: Desk, log: JobLog): KeptRehearsals {
  const running = new Map<number, RunningRehearsal>();
  const all = join(settings.dataDir, 'rehearsals');
  const folderOf = (userId: number) => join(all, String(userId));
  const fileOf = (userId: number, file: keyof typeof REHEARSAL_FILES) =>
    join(folderOf(userId), REHEARSAL_FILES[file]);

  const stateOf = (userId: number): RehearsalState =>
    existsSync(fileOf(userId, 'clock')) ? 'ready' : running.has(userId) ? 'filling' : 'failed';

  const start = (userId: number): RunningRehearsal => {
    const mails = mailsTo(userId, settings, desk, log);
    const started = startRehearsal(settings, folderOf(userId), userId, mails);
    running.set(userId, started);
    void started.ended.then(() => running.get(userId) === started && running.delete(userId));
    return started;
  };

  const makeRoom = (): boolean => {
    if (running.size < MOST_RUNNING) return true;
    const idle = [...running.entries()]
      .filter(([userId, { unusedFor }]) => unusedFor() > MAKES_WAY && !isBusy(userId))
      .sort(([, one], [, other]) => other.unusedFor() - one.unusedFor());
    const [longest] = idle;
    if (longest) sleep(...longest);
    return longest !== undefined;
  };

  /** Whether it is being filled or its clock is being played. */
  const isBusy = (userId: number): boolean => {
    const clock = clockIn(fileOf(userId, 'clock'));
    return !clock || clock.playingTo !== undefined;
  };

  /** Its clock is kept on disk while it runs. */
  const unusedDays = (userId: number): number => {
    const file = existsSync(fileOf(userId, 'clock')) ? fileOf(userId, 'clock') : fileOf(userId, 'about');
    return (desk.clock().getTime() - statSync(file).mtimeMs) / DAY;
  };

  const sleep = (userId: number, one: RunningRehearsal): Promise<void> => {
    running.delete(userId);
    return one.stop();
  };

  const look = setInterval(() => {
    for (const [userId, one] of running)
      if (!existsSync(folderOf(userId)) || (one.unusedFor() > SLEEPS && !isBusy(userId)))
        void sleep(userId, one);
  }, LOOK_EVERY).unref();

  const end = async (userId: number): Promise<Date | undefined> => {
    const one = running.get(userId);
    if (one) await sleep(userId, one);
    const clock = clockIn(fileOf(userId, 'clock'));
    rmSync(folderOf(userId), { recursive: true, force: true });
    return clock && new Date(clock.at);
  };

  const aboutOf = (userId: number): { organisationId: number } | undefined =>
    existsSync(fileOf(userId, 'about'))
      ? JSON.parse(readFileSync(fileOf(userId, 'about'), 'utf8'))
      : undefined;

  return {
    find: (userId) => {
      const about = aboutOf(userId);
      return about && { ...about, state: stateOf(userId) };
    },
    begin: async (userId, seed) => {
      if (existsSync(folderOf(userId))) throw new RuleViolation('rehearsal-there');
      if (Buffer.byteLength(fileOf(userId, 'socket')) > LONGEST_SOCKET)
        throw new RuleViolation('rehearsal-path');
      if (keptIn(all).length >= MOST_KEPT) throw new RuleViolation('rehearsals-kept', { most: MOST_KEPT });
      if (!makeRoom()) throw new RuleViolation('rehearsals-busy', { most: MOST_RUNNING });
      mkdirSync(folderOf(userId), { recursive: true, mode: 0o700 });
      writeSeed(fileOf(userId, 'seed'), seed);
      writeSeed(fileOf(userId, 'about'), { organisationId: seed.organisation.id });
      start(userId);
    },
    reach: async (userId) => {
      const known = running.get(userId);
      if (!known && !makeRoom()) return undefined;
      const one = known ?? start(userId);
      one.use();
      return (await one.ready) ? one.door : undefined;
    },
    end,
    tidy: async () => {
      for (const name of keptIn(all)) {
        const [userId, about] = [Number(name), aboutOf(Number(name))];
        if (!about || running.has(userId) || unusedDays(userId) < KEPT_DAYS) continue;
        await noteExpired(desk, { ...about, userId }, await end(userId));
      }
    },
    stop: async () => {
      clearInterval(look);
      await Promise.all([...running].map(([userId, one]) => sleep(userId, one)));
    },
  };
}

const writeSeed = (file: string, content: object): void =>
  writeFileSync(file, JSON.stringify(content), { mode: 0o600 });

const keptIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/**
 * Sends the mails of a user's rehearsal to that user, one after another, if the desk has a mail server. The address is the one that the
 * desk itself has of them now, never one that the rehearsal names.
 */
function mailsTo(userId: number, settings: Settings, desk: Desk, log: JobLog): (mail: MailToOneself) => void {
  const mailer = mailerOf(settings);
  let last: Promise<void> = Promise.resolve();
  return (mail) => {
    if (!mailer) return;
    last = last
      .then(async () => {
        const staff = await staffMember(desk, userId, undefined);
        if (staff) await sendToOneself(mailer, staff.user.email, mail, desk.clock());
      })
      .catch((error) => log.warn({ rehearsal: userId, notSent: (error as Error).name }));
  };
}
