import assert from 'node:assert/strict';
import type { FigureName } from './goals.ts';
import { type Effort, inTurns, type Measured } from './measure.ts';
import { floor, ours, type Served } from './processes.ts';
import { type Filled, filledDesk } from './setUp.ts';

const USUAL_ROWS = 100_000;

/**
 * The queue page with its log-in: fifty rows and the counts of all tabs. On PostgreSQL the floor stays on sqlite, and our own
 * page on sqlite takes turns with both; so does, beside a larger desk on sqlite, our own page at the usual size.
 */
export async function queue(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const compared = await comparedWith(filled, floorOn);
  const mine = await ours(filled);
  const bare = await floor(floorOn);
  const other = compared && (await ours(compared.on));
  try {
    await assertSame(mine, bare, filled === floorOn);
    const beside = compared && other && { figure: compared.figure, served: other };
    return await inTurns(mine, bare, '/requests', effort, beside);
  } finally {
    await Promise.all([mine.stop(), bare.stop(), other?.stop()]);
  }
}

/** The desk that ours is compared with by its own times, where a goal asks for that. */
async function comparedWith(
  filled: Filled,
  floorOn: Filled,
): Promise<{ on: Filled; figure: FigureName } | undefined> {
  if (filled !== floorOn) return { on: floorOn, figure: 'times our own on sqlite' };
  if (filled.rows <= USUAL_ROWS) return undefined;
  return { on: await filledDesk(USUAL_ROWS), figure: 'times our own at 100,000' };
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
