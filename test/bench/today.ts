import assert from 'node:assert/strict';
import type { Effort, Measured } from './measure.ts';
import { inTurns } from './measure.ts';
import { floor, ours, type Served } from './processes.ts';
import type { Filled } from './setUp.ts';
import { pageOf } from './shown.ts';

const DUE = 300;

/** The page of today with its log-in, where at least 300 requests are late or due within a week. */
export async function today(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const mine = await ours(filled);
  const bare = await floor(floorOn);
  try {
    const counts = await countsOn(mine);
    assert.ok((counts.get('late') ?? 0) + (counts.get('week') ?? 0) >= DUE, `${[...counts]}`);
    if (filled === floorOn)
      assert.ok(isNear(counts.get('late'), await lateOn(bare)), 'The floor counts others');
    return await inTurns(mine, bare, '/today', effort);
  } finally {
    await Promise.all([mine.stop(), bare.stop()]);
  }
}

/** How many the page says are in each group. */
async function countsOn(served: Served): Promise<Map<string, number>> {
  const page = await pageOf(served, '/today');
  const found = page.matchAll(/id="group-(\w+)">[^<]*<span class="tab-count numeric">(\d+)/g);
  return new Map([...found].map(([, name = '', count]) => [name, Number(count)]));
}

const lateOn = async (served: Served): Promise<number> =>
  Number(/late <span class="tab-count">(\d+)/.exec(await pageOf(served, '/today'))?.[1]);

/** Some became late between the two. */
const isNear = (one = 0, other = 0): boolean => Math.abs(one - other) <= 10;
