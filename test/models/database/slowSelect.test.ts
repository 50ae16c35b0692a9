import assert from 'node:assert/strict';
import { selectSlowly } from '../../../models/database/slowSelect.ts';
import { withTimeBudget } from '../../../models/database/timeBudget.ts';
import { Unavailable } from '../../../models/database/unavailable.ts';
import { deskForTests } from '../../support/desk.ts';

/** Counts so far. */
const COUNT = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :upTo)
  SELECT COUNT(*) AS n FROM numbers`;
const OF = {
  sqlite: { atOnce: 1, aWhile: 3_000_000 },
  postgres: { atOnce: 3, aWhile: 500_000 },
};

describe('A read that may take long', () => {
  it('waits for others of its kind, so long and no longer, and for nobody after them', async () => {
    const { database } = await deskForTests();
    const count = async (upTo: number) => {
      const [row] = await selectSlowly<{ n: number | string }>(database, COUNT, { upTo });
      return Number(row?.n);
    };
    const { atOnce, aWhile } = OF[database.getDialect() as keyof typeof OF];
    const long = Array.from({ length: atOnce }, () => count(aWhile));
    const waits = count(3);
    await assert.rejects(
      withTimeBudget(50, () => count(4)),
      Unavailable,
    );
    assert.deepEqual(await Promise.all(long), Array(atOnce).fill(aWhile));
    assert.equal(await waits, 3);
    assert.equal(await withTimeBudget(1000, () => count(5)), 5);
  });

  it('that fails lets the next one go', async () => {
    const { database } = await deskForTests();
    for (let turn = 0; turn < 5; turn += 1)
      await assert.rejects(selectSlowly(database, 'SELECT 1 FROM nowhere'), /nowhere/);
    assert.deepEqual(await selectSlowly(database, 'SELECT 1 AS one'), [{ one: 1 }]);
  });
});
