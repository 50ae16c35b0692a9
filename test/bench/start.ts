import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { freePort, memoryOf, says } from '../support/process.ts';
import { copyOf } from './copy.ts';
import {
  type Effort,
  failuresOf,
  interleaved,
  type Measured,
  median,
  rounded,
  roundOf,
  type Turn,
} from './measure.ts';
import { ours } from './processes.ts';
import { processorOf } from './processor.ts';
import type { Filled } from './setUp.ts';

const PAGES = 2000;
/** A process that has started is left alone so long before its memory is read. */
const REST_MS = 5000;

/** From `npm start` on a desk that exists to the first page, as its owner starts it; and the memory of the process. */
export async function start(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const desk = await copyOf(filled); // jobs begin with the process, and write
  try {
    const { dataDir, databaseUrl } = desk;
    const serve = (command: string, args: string[]) =>
      starting(/Rightsdesk is at/, '/sessions/new', (port) =>
        begun(command, args, { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, PORT: String(port) }),
      );
    const floor = starting(/listening/, '/requests', (port) =>
      begun('node', ['test/bench/floor.ts', floorOn.databaseUrl, String(port)]),
    );
    const measured = await interleaved(serve('npm', ['start']), floor, effort);
    const direct = serve('node', ['server.ts']);
    const alone = await inOrder(direct, effort.rounds);
    const { idle, after, failures } = await memory(desk);
    const figures = {
      ...measured.figures,
      'first page, s': rounded(measured.ours.p50 / 1000),
      'memory idle, MiB': idle,
      'memory after queue, MiB': after,
    };
    const notes = [`starts a second; node server.ts without npm takes ${rounded(median(alone) / 1000)} s`];
    return { ...measured, figures, notes, failures: [...measured.failures, ...failures] };
  } finally {
    await desk.remove();
  }
}

/** One start to the first page, and the stop, which is not counted. */
function starting(ready: RegExp, path: string, begin: (port: number) => ChildProcess): Turn {
  return async () => {
    const port = await freePort();
    const began = performance.now();
    const child = begin(port);
    await says(child, ready);
    const { status } = await fetch(`http://127.0.0.1:${port}${path}`);
    const took = performance.now() - began;
    const processor = processorOf(child);
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await ended;
    const failures = status === 200 ? [] : [`a first page of ${status}`];
    return { ...roundOf([took], took, failures), processor };
  };
}

/** By the commands that a person types: npm's scripts, and the Node that `npm install` brought. */
function begun(command: string, args: string[], settings: Record<string, string> = {}): ChildProcess {
  const { HOME } = process.env;
  const PATH = `${ROOT}/node_modules/.bin:${process.env.PATH}`;
  return spawn(command, args, {
    cwd: ROOT,
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
const ROOT = `${import.meta.dirname}/../..`;

async function inOrder(turn: Turn, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let nth = 0; nth < times; nth += 1) took.push((await turn(0)).p50);
  return took;
}

/** Of one process that does all, in MiB: left alone, and after so many pages of the queue. */
async function memory(desk: Filled): Promise<{ idle: number; after: number; failures: string[] }> {
  const served = await ours(desk, { ROLE: 'all' });
  try {
    await sleep(REST_MS);
    const idle = memoryOf(served);
    const { url, headers } = served;
    const page = { url: `${url}/requests`, headers };
    const result = await autocannon({ ...page, connections: 20, amount: PAGES, timeout: 60 });
    return { idle, after: memoryOf(served), failures: failuresOf(result) };
  } finally {
    await served.stop();
  }
}
