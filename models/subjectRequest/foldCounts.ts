import { QueryTypes } from 'sequelize';
import { ADVISORY_LOCKS } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';

const SAME_KEY = 'c.organisation_id = k.organisation_id AND c.name = k.name AND c.hour = k.hour';

/**
 * On PostgreSQL every change adds a row to the kept counts: sums these to one row per key, and none for zero. One
 * process at a time; readers see the rows before or the sum after. Returns the number of rows removed.
 */
export async function foldCounts(desk: Desk): Promise<number> {
  if (desk.database.getDialect() === 'sqlite') {
    return inTransaction(desk.database, () =>
      desk.database.query('DELETE FROM request_counts WHERE n = 0', { type: QueryTypes.BULKDELETE }),
    );
  }
  return inTransaction(desk.database, async () => {
    const [lock] = await desk.database.query<{ ours: boolean }>(
      `SELECT pg_try_advisory_xact_lock(${ADVISORY_LOCKS.foldCounts}) AS ours`,
      { type: QueryTypes.SELECT },
    );
    if (!lock?.ours) return 0;
    const [counted] = await desk.database.query<{ gone: string }>(
      `WITH gone AS (
         DELETE FROM request_counts c USING (
           SELECT organisation_id, name, hour FROM request_counts
           GROUP BY organisation_id, name, hour HAVING COUNT(*) > 1 OR SUM(n) = 0) k
         WHERE ${SAME_KEY} RETURNING c.*),
       folded AS (
         INSERT INTO request_counts SELECT organisation_id, name, hour, SUM(n) FROM gone
         GROUP BY organisation_id, name, hour HAVING SUM(n) <> 0)
       SELECT COUNT(*) AS gone FROM gone`,
      { type: QueryTypes.SELECT },
    );
    return Number(counted?.gone ?? 0);
  });
}
