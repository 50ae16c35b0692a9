import { type Sequelize, Transaction } from 'sequelize';

/**
 * Row lock: the rows of a query cannot change until the transaction ends, so that one process at a time acts on them. Rows
 * that refer to them may still be written. Sqlite ignores it: only one transaction writes at a time.
 */
export const ROW_LOCK = { lock: Transaction.LOCK.NO_KEY_UPDATE } as const;

/**
 * PostgreSQL's advisory locks, one for each task that only one process may do at a time. The numbers have no other use in
 * this database and never change, since two releases run side by side during a rolling upgrade.
 */
export const ADVISORY_LOCKS = {
  migrate: 25_072_018,
  foldCounts: 25_072_019,
  installBoss: 25_072_020,
  syncPolicies: 25_072_021,
} as const;

/** Takes an advisory lock until the transaction ends, waiting for its present holder. Sqlite needs none. */
export async function takeAdvisoryLock(
  database: Sequelize,
  lock: keyof typeof ADVISORY_LOCKS,
): Promise<void> {
  if (database.getDialect() === 'postgres')
    await database.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCKS[lock]})`);
}
