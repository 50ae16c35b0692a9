import assert from 'node:assert/strict';
import type { Desk } from '../../models/desk.ts';
import { OPEN } from './floorRows.ts';
import { atDesk } from './forms.ts';
import type { FigureName } from './goals.ts';
import { type Effort, inTurns, type Measured } from './measure.ts';
import { plainCounts, plainRows } from './plain.ts';
import { floor, ours, type Served } from './processes.ts';
import { type Filled, filledDesk } from './setUp.ts';
import { pageOf, shownByFloor, shownByOurs } from './shown.ts';

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
    await atDesk(filled, (desk) => assertSame(desk, mine, filled === floorOn ? bare : undefined));
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

/** The rows and counts that plain statements give for this desk, and those of the floor where it shows the same desk. */
async function assertSame(desk: Desk, mine: Served, bare?: Served): Promise<void> {
  const [page, floors] = await Promise.all([pageOf(mine, '/requests'), bare && pageOf(bare, '/requests')]);
  const counts = await plainCounts(desk, new Date());
  const rows = shownByFloor(await plainRows(desk, OPEN));
  assert.equal(rows.length, 50);
  assert.deepEqual(shownByOurs(page), rows, 'The page does not show the rows of the desk');
  assert.deepEqual(countsIn(page), counts, 'The page does not show the counts of the desk');
  if (!floors) return;
  assert.deepEqual(shownByFloor(floors), rows, 'The floor does not show the same rows');
  assert.deepEqual(countsIn(floors), counts, 'The floor does not show the same counts');
}

const countsIn = (page: string): number[] =>
  [...page.matchAll(/class="tab-count">(\d+)/g)].map(([, count]) => Number(count));
