import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { testDatabaseUrl } from '../../support/database.ts';
import { TEST_SECRET } from '../../support/desk.ts';
import { begin, freePort } from '../../support/process.ts';

export type Server = { base: string; port: number; child: ChildProcess; said(): string };
type Settings = Record<string, string>;

const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'));

/** What `npm start` tells Node, where memory is measured. */
export const AS_STARTED: Settings = {
  NODE_OPTIONS: (scripts.start as string).match(/--max\S+/g)?.join(' ') ?? '',
};

const begun = new Set<ChildProcess>();

/** Settings of a process on this test's own database and key: quiet, and without rate limits. Empties it. */
export async function onTestDatabase(dataDir: string, more: Settings = {}): Promise<Settings> {
  return {
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    DATABASE_URL: await testDatabaseUrl(),
    SECRET_KEY: TEST_SECRET,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    ...more,
  };
}

/** Starts the server and waits until it serves (or runs its jobs). `under`: a program and its arguments to start it with. */
export async function startServer(settings: Settings, under: string[] = []): Promise<Server> {
  const child = begin('server.ts', [], settings, under);
  begun.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  const said = () => text;
  await until(() => /Rightsdesk (is at|runs its jobs)/.test(text) || hasEnded(child), 30_000);
  if (hasEnded(child)) throw new Error(`The server did not start: ${text}`);
  return { base: `http://127.0.0.1:${settings.PORT}`, port: Number(settings.PORT), child, said };
}

/** Ends a process and waits until it is gone: kill -9, unless another signal is given. Gives its exit code. */
export async function reap(
  { child }: Pick<Server, 'child'>,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<number | null> {
  const gone = hasEnded(child) ? undefined : once(child, 'exit');
  child.kill(signal);
  await gone;
  begun.delete(child);
  return child.exitCode;
}

/** For an `after` hook: no process outlives its test. */
export async function reapAll(): Promise<void> {
  for (const child of begun) await reap({ child });
}

/** Asks every 50 ms, unless told otherwise, until it is so; throws after `timeOut` milliseconds. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  timeOut = 20_000,
  every = 50,
): Promise<void> {
  for (const end = Date.now() + timeOut; !(await isSo()); await after(every))
    if (Date.now() > end) throw new Error(`It did not become so within ${timeOut} ms: ${isSo}`);
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
