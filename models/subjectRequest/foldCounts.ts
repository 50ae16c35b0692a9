import { alter } from '../database/insert.ts';
import { ADVISORY_LOCKS } from '../database/locks.ts';
import { select } from '../database/select.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';

const SAME_KEY = 'c.organisation_id = k.organisation_id AND c.name = k.name AND c.hour = k.hour';

/**
 * On PostgreSQL every change adds a row to the kept counts: sums these to one row per key, and none for zero. One
 * process at a time; readers see the rows before or the sum after. Returns the number of rows removed.
 */
export async function foldCounts(desk: Desk): Promise<number> {
  if (desk.database.getDialect() === 'sqlite') {
    return alter(desk.database, 'DELETE FROM request_counts WHERE n = 0', []);
  }
  return inTransaction(desk.database, async () => {
    const [lock] = await select<{ ours: boolean }>(
      desk.database,
      `SELECT pg_try_advisory_xact_lock(${ADVISORY_LOCKS.foldCounts}) AS ours`,
      {},
    );
    if (!lock?.ours) return 0;
    const [counted] = await select<{ gone: string }>(
      desk.database,
      `WITH gone AS (
         DELETE FROM request_counts c USING (
           SELECT organisation_id, name, hour FROM request_counts
           GROUP BY organisation_id, name, hour HAVING COUNT(*) > 1 OR SUM(n) = 0) k
         WHERE ${SAME_KEY} RETURNING c.*),
       folded AS (
         INSERT INTO request_counts SELECT organisation_id, name, hour, SUM(n) FROM gone
         GROUP BY organisation_id, name, hour HAVING SUM(n) <> 0)
       SELECT COUNT(*) AS gone FROM gone`,
      {},
    );
    return Number(counted?.gone ?? 0);
  });
}
