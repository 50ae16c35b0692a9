import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hiddenFieldsIn } from '../support/app.ts';
import { begin, freePort, says } from '../support/process.ts';
import { EMAIL, type Filled, PASSWORD } from './setUp.ts';

/** One of the two that are compared: a process that serves, and what a page is asked with. */
export type Served = {
  url: string;
  headers: Record<string, string>;
  child: ChildProcess;
  stop(): Promise<void>;
};

const { scripts } = JSON.parse(readFileSync(`${import.meta.dirname}/../../package.json`, 'utf8'));
const told = (what: RegExp): string => what.exec(scripts.start)?.[1]?.trim() ?? '';
/** What `npm start` tells Node. */
const FLAGS = told(/exec node (.*)server\.ts/);
const COMPILED = told(/NODE_COMPILE_CACHE=(\S+)/);

/** Our own server as it runs in life: log lines written, rate limits off, no jobs beside it. */
export async function ours(
  { dataDir, databaseUrl }: Filled,
  settings: Record<string, string> = {},
): Promise<Served> {
  const port = await freePort();
  const child = begin('server.ts', [], {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    ROLE: 'web',
    RATE_LIMITS: 'off',
    NODE_ENV: 'production',
    NODE_OPTIONS: FLAGS,
    NODE_COMPILE_CACHE: COMPILED,
    ...settings,
  });
  const served = await serving(child, /Rightsdesk is at/, port);
  return { ...served, headers: { cookie: await logIn(served.url) } };
}

export async function floor({ databaseUrl }: Filled): Promise<Served> {
  const port = await freePort();
  return serving(begin('test/bench/floor.ts', [databaseUrl, String(port)]), /listening/, port);
}

/** Waits until a process serves. */
export async function serving(child: ChildProcess, ready: RegExp, port: number): Promise<Served> {
  child.stderr?.pipe(process.stderr);
  await says(child, ready);
  child.stdout?.resume();
  const stop = () =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null) return resolve();
      child.once('close', () => resolve());
      child.kill('SIGTERM');
    });
  return { url: `http://127.0.0.1:${port}`, headers: {}, child, stop };
}

/** Logs in as a person does; gives the cookies. */
async function logIn(url: string): Promise<string> {
  const jar = new Map<string, string>();
  const visit = async (path: string, more: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url + path, {
      redirect: 'manual',
      ...more,
      headers: { ...more.headers, cookie },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return answer;
  };
  const form = hiddenFieldsIn(await (await visit('/sessions/new')).text(), '/sessions');
  const body = new URLSearchParams({ ...form, email: EMAIL, password: PASSWORD } as Record<string, string>);
  const answer = await visit('/sessions', { method: 'POST', body });
  if (answer.status !== 303) throw new Error(`Log-in answered ${answer.status}`);
  const page = await visit('/requests');
  if (page.status !== 200) throw new Error(`The queue answered ${page.status}`);
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}
