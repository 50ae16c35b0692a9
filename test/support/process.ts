import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A compile cache: halves the time of each start. */
const compiled = join(tmpdir(), 'rightsdesk-compiled');

export type Ended = { code: number | null; stdout: string; stderr: string };

/** Runs one of our programs to its end, with only the given settings. */
export async function run(
  program: string,
  args: string[],
  settings: Record<string, string> = {},
): Promise<Ended> {
  return ended(begin(program, args, settings));
}

/** Starts one of our programs, `under` another program if given (strace). The caller must end it. */
export function begin(
  program: string,
  args: string[] = [],
  settings: Record<string, string> = {},
  under: string[] = [],
): ChildProcess {
  const { PATH, HOME } = process.env;
  const [command = '', ...rest] = [...under, process.execPath, join(root, program), ...args];
  return spawn(command, rest, {
    cwd: root,
    env: { PATH, HOME, NODE_COMPILE_CACHE: compiled, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

/** Waits until the program has printed a match. */
export async function says(child: ChildProcess, what: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    text += String(chunk);
    if (what.test(text)) return text;
  }
  throw new Error(`It ended without saying ${what}: ${text}`);
}

/** The resident memory of a process, in whole MiB. Linux. */
export function memoryOf({ child }: { child: ChildProcess }): number {
  const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1024);
}

/** A free port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** An empty folder, and how to remove it. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
