import type { Sequelize } from 'sequelize';

/**
 * PostgreSQL's advisory locks by what whoever holds one does alone: one number each, that nothing else locks on the same
 * database, and the same in every release, since processes of two run together while a fleet is replaced.
 */
export const ADVISORY_LOCKS = {
  migrate: 25_072_018,
  foldCounts: 25_072_019,
  installBoss: 25_072_020,
  syncPolicies: 25_072_021,
} as const;

/** Waits until no other transaction does the same, and holds the others up until this one ends. Sqlite needs no asking. */
export async function takeTurn(database: Sequelize, at: keyof typeof ADVISORY_LOCKS): Promise<void> {
  if (database.getDialect() === 'postgres')
    await database.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCKS[at]})`);
}
