import type { Sequelize } from 'sequelize';
import { isReadOnly } from '../database/readOnly.ts';
import { askOnce, runOnce } from '../database/unprepared.ts';

/**
 * Whether another process has this desk open. Of PostgreSQL only processes of the same user can be seen, and one that is idle may hold
 * no connection.
 */
export async function isInUse(database: Sequelize): Promise<boolean> {
  if (database.getDialect() === 'postgres') return (await othersOnPostgres(database)) > 0;
  if (isReadOnly(database)) return false; // nobody can write to it
  const isAlone = await endLog(database);
  if (isAlone) await runOnce(database, 'PRAGMA journal_mode=WAL');
  return !isAlone;
}

/** Ends WAL mode and deletes the log's files, which only the last connection to an sqlite file can; false if there is another. */
export async function endLog(database: Sequelize): Promise<boolean> {
  await runOnce(database, 'PRAGMA busy_timeout=200');
  return runOnce(database, 'PRAGMA journal_mode=DELETE').then(
    () => true,
    () => false, // SQLITE_BUSY is the answer
  );
}

/** Each process of a desk names its connections otherwise (`POSTGRES_LIMITS`). */
async function othersOnPostgres(database: Sequelize): Promise<number> {
  const [row] = await askOnce<{ count: string }>(
    database,
    `SELECT COUNT(*) AS count FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'rightsdesk %'
       AND application_name <> current_setting('application_name')`,
  );
  return Number(row?.count);
}
