import { type Sequelize, Transaction } from 'sequelize';

/**
 * Row lock: the rows of a query stay as they are until the transaction ends, so that one process at a time decides from them.
 * Rows that only refer to them may be written meanwhile. Sqlite ignores it: there one transaction writes at a time.
 */
export const ROW_LOCK = { lock: Transaction.LOCK.NO_KEY_UPDATE } as const;

/**
 * PostgreSQL's advisory locks, one for each thing that one process at a time may do. The numbers are used for nothing else on
 * this database and stay the same in every release, since two releases run side by side while a fleet is replaced.
 */
export const ADVISORY_LOCKS = {
  migrate: 25_072_018,
  foldCounts: 25_072_019,
  installBoss: 25_072_020,
  syncPolicies: 25_072_021,
} as const;

/** Takes an advisory lock until the transaction ends; waits for whoever has it. Sqlite needs none. */
export async function takeAdvisoryLock(
  database: Sequelize,
  lock: keyof typeof ADVISORY_LOCKS,
): Promise<void> {
  if (database.getDialect() === 'postgres')
    await database.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCKS[lock]})`);
}
