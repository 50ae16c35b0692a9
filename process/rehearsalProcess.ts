import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../config.ts';
import type { MailToOneself } from '../mail/toOneself.ts';
import type { RehearsalDoor } from '../routes/appDesk.ts';
import { REHEARSAL_FILES, type RehearsalNews, type RehearsalOrder } from './rehearsalFiles.ts';

const CHILD = fileURLToPath(new URL('../rehearsal/child.ts', import.meta.url));
/** The memory for its objects, in MB; a process takes about 200 MB in all. */
const MEMORY = ['--max-old-space-size=256', '--max-semi-space-size=4'];
/** A process that does not end within this time is killed, in milliseconds. */
const PATIENCE = 10_000;

/** The process of a rehearsal. */
export type RunningRehearsal = {
  door: RehearsalDoor;
  /** Whether it listens; false if it ended before it did. */
  ready: Promise<boolean>;
  ended: Promise<unknown>;
  /** Somebody asks for a page. */
  use(): void;
  /** Milliseconds since somebody did. */
  unusedFor(): number;
  stop(): Promise<void>;
};

/**
 * Starts the process of a rehearsal in its folder. It gets none of the desk's passwords: neither its key, nor its database, nor its mail
 * server. It ends with this process.
 */
export function startRehearsal(
  settings: Settings,
  folder: string,
  userId: number,
  onMail: (mail: MailToOneself) => void,
): RunningRehearsal {
  const compiled = getCompileCacheDir(); // halves the time of its start
  const token = randomBytes(32).toString('base64url');
  const child = fork(CHILD, [], {
    env: compiled ? { NODE_COMPILE_CACHE: dirname(compiled) } : {},
    execArgv: MEMORY,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').catch(() => undefined);
  const ready = new Promise<boolean>((resolve) => {
    child.on('message', (news: RehearsalNews) => ('mail' in news ? onMail(news.mail) : resolve(true)));
    void ended.then(() => resolve(false));
  });
  child.send({ settings: rehearsalSettings(settings, folder), userId, token } satisfies RehearsalOrder);
  let used = performance.now();
  return {
    door: { socket: join(folder, REHEARSAL_FILES.socket), token },
    ready,
    ended,
    use: () => {
      used = performance.now();
    },
    unusedFor: () => performance.now() - used,
    stop: () => stopped(child, ended),
  };
}

async function stopped(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await ended;
  clearTimeout(late);
}

/** A rehearsal's settings: its own folder, sqlite file and key, and no mail server, metrics or backups. */
const rehearsalSettings = (settings: Settings, folder: string): Settings => ({
  ...settings,
  ...{ dataDir: folder, databaseUrl: join(folder, 'rightsdesk.sqlite'), role: 'all', rateLimits: false },
  ...{ secretKey: undefined, smtpUrl: undefined, metricsToken: undefined, backupDir: undefined },
  ...{ trustProxy: false, smtpInsecure: false },
});
