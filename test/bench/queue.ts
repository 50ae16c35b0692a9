import assert from 'node:assert/strict';
import { type Effort, inTurns } from './measure.ts';
import { floor, ours, type Served } from './processes.ts';
import type { Filled } from './setUp.ts';

/** The queue page with its log-in: fifty rows and the counts of all tabs. On PostgreSQL the floor stays on sqlite. */
export async function queue(filled: Filled, floorOn: Filled, effort: Effort) {
  const mine = await ours(filled);
  const bare = await floor(floorOn);
  try {
    await assertSame(mine, bare, filled === floorOn);
    return await inTurns(mine, bare, '/requests', effort);
  } finally {
    await Promise.all([mine.stop(), bare.stop()]);
  }
}

/** The same references in the same order, and the same counts. */
async function assertSame(mine: Served, bare: Served, sameRows: boolean): Promise<void> {
  const [ours, floors] = await Promise.all([readPage(mine), readPage(bare)]);
  assert.equal(ours.references.length, 50);
  assert.equal(ours.counts.length, 8);
  if (sameRows) assert.deepEqual(ours, floors, 'The two pages do not show the same');
}

async function readPage({ url, headers }: Served) {
  const text = await (await fetch(`${url}/requests`, { headers, redirect: 'manual' })).text();
  return {
    references: [...text.matchAll(/href="\/requests\/(R-[\w-]+)"/g)].map(([, reference]) => reference),
    counts: [...text.matchAll(/class="tab-count">(\d+)/g)].map(([, count]) => count),
  };
}
