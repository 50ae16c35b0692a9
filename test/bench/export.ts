import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { begin, freePort, memoryOf } from '../support/process.ts';
import { type Effort, interleaved, type Measured, rounded, roundOf, type Turn } from './measure.ts';
import { ours, type Served, serving } from './processes.ts';
import type { Filled } from './setUp.ts';

const PATH = '/requests.csv?view=all';
/** A reader on a slow line takes one piece, then waits. */
const SLOWLY = { forMs: 10_000, pauseMs: 50 };

/** After its first pages a process opens the holidays of the world, whoever exports. */
const REST_MS = 3000;

/** All requests as a table for a spreadsheet. Each turn reads the whole once, at full speed. */
export async function exportTable(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const mine = await ours(filled);
  const port = await freePort();
  const bare = await serving(
    begin('test/bench/floorExport.ts', [floorOn.databaseUrl, String(port)]),
    /listening/,
    port,
  );
  try {
    await sleep(REST_MS);
    const idle = memoryOf(mine);
    const fast = await mostMemory(mine, () => assertSame(mine, bare, filled === floorOn));
    const slow = await mostMemory(mine, () => readSlowly(mine));
    const measured = await interleaved(reading(mine), reading(bare), effort);
    const most = rounded(Math.max(fast, slow, memoryOf(mine)) - idle);
    const notes = [
      'rows a second; times are of the whole table',
      `the process took ${idle} MiB before, at most ${fast} while the table was read at full speed and ${slow} while it was read slowly`,
    ];
    return { ...measured, figures: { ...measured.figures, 'memory added, MiB': most }, notes };
  } finally {
    await Promise.all([mine.stop(), bare.stop()]);
  }
}

/** As many rows as there are requests, of fourteen cells; the cells that are in no language are the same, in order. */
async function assertSame(mine: Served, bare: Served, sameRows: boolean): Promise<void> {
  const tables = [];
  for (const { url, headers } of [mine, bare]) {
    const text = await (await fetch(url + PATH, { headers })).text();
    const [, ...lines] = text.trimEnd().split('\r\n').map(cellsOf);
    assert.ok(
      lines.every((line) => line.length === 14),
      'A row has not fourteen cells',
    );
    tables.push(
      lines.map(([reference, person, email, , , received]) => ({ reference, person, email, received })),
    );
  }
  const [ours = [], floors = []] = tables;
  assert.equal(ours.length, floors.length);
  if (sameRows)
    assert.ok(JSON.stringify(ours) === JSON.stringify(floors), 'The two tables do not show the same');
}

/** The cells of a line; none of the benchmark holds a quote or a line's end. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/("[^"]*"|[^,]*)(,|$)/g)].slice(0, 14).map(([, cell = '']) => cell.replaceAll('"', ''));

function reading({ url, headers }: Served): Turn {
  return async () => {
    const began = performance.now();
    const answer = await fetch(url + PATH, { headers });
    let [lines, last] = [0, 0];
    for await (const piece of answer.body ?? []) {
      for (last of piece) if (last === NEW_LINE) lines += 1;
    }
    const took = performance.now() - began;
    const failures =
      answer.status === 200 && last === NEW_LINE ? [] : [`an export of ${answer.status} that ended early`];
    return { ...roundOf([took], took, failures), perSecond: rounded((lines - 1) / (took / 1000)) };
  };
}
const NEW_LINE = 10;

async function readSlowly({ url, headers }: Served): Promise<void> {
  const leave = new AbortController();
  const { body } = await fetch(url + PATH, { headers, signal: leave.signal });
  const reader = body?.getReader();
  for (const began = performance.now(); performance.now() - began < SLOWLY.forMs; ) {
    if ((await reader?.read())?.done) return;
    await sleep(SLOWLY.pauseMs);
  }
  leave.abort();
}

/** The most memory that the server has while something goes on, in MiB. */
async function mostMemory(served: Served, work: () => Promise<void>): Promise<number> {
  let most = memoryOf(served);
  const looking = setInterval(() => {
    most = Math.max(most, memoryOf(served));
  }, 50);
  await work().finally(() => clearInterval(looking));
  return most;
}
