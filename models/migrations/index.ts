import type { Sequelize } from 'sequelize';
import { Umzug, type UmzugStorage } from 'umzug';
import { inTransaction } from '../transaction.ts';
import * as organisationsAndStaff from './001-organisations-and-staff.ts';
import * as requests from './002-requests.ts';
import * as logLettersFiles from './003-log-letters-files.ts';
import * as policies from './004-policies.ts';
import * as declaredDays from './005-declared-days.ts';
import * as orderOfClosing from './006-order-of-closing.ts';
import * as rateLimits from './007-rate-limits.ts';
import * as clockOverrides from './008-clock-overrides.ts';
import * as requestCounts from './009-request-counts.ts';
import * as search from './011-search.ts';

/** In order, each once, each in a transaction; names without extension, so that they mean the same everywhere. */
const migrations = [
  { name: '001-organisations-and-staff', up: organisationsAndStaff.up },
  { name: '002-requests', up: requests.up },
  { name: '003-log-letters-files', up: logLettersFiles.up },
  { name: '004-policies', up: policies.up },
  { name: '005-declared-days', up: declaredDays.up },
  { name: '006-order-of-closing', up: orderOfClosing.up },
  { name: '007-rate-limits', up: rateLimits.up },
  { name: '008-clock-overrides', up: clockOverrides.up },
  { name: '009-request-counts', up: requestCounts.up },
  { name: '011-search', up: search.up },
];

/** Every migration that this release knows. */
export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

function umzug(database: Sequelize) {
  return new Umzug({
    migrations: migrations.map(({ name, up }) => ({
      name,
      up: () =>
        inTransaction(database, async () => {
          await up(database.getQueryInterface());
          await remember(database, name);
        }),
    })),
    storage: storageIn(database),
    logger: undefined,
  });
}

/** Any number that nothing else locks on the same database. */
const LOCK = 25_072_018;

/**
 * Brings the schema up to date; gives the names of what ran. Processes that start at once take turns. Where nothing is
 * pending nothing is written: that takes no right to change the schema.
 */
export async function migrate(database: Sequelize): Promise<string[]> {
  if ((await pendingMigrations(database)).length === 0) return [];
  return inTransaction(database, async () => {
    if (database.getDialect() === 'postgres') await database.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
    await database.query('CREATE TABLE IF NOT EXISTS migrations (name VARCHAR(100) PRIMARY KEY)');
    return (await umzug(database).up()).map(({ name }) => name);
  });
}

/** The names of migrations that have not run here. */
export async function pendingMigrations(database: Sequelize): Promise<string[]> {
  return (await umzug(database).pending()).map(({ name }) => name);
}

/** The names of migrations that have run here. */
export async function executedMigrations(database: Sequelize): Promise<string[]> {
  return (await umzug(database).executed()).map(({ name }) => name);
}

const remember = (database: Sequelize, name: string) =>
  database.query('INSERT INTO migrations (name) VALUES (:name)', { replacements: { name } });

function storageIn(database: Sequelize): UmzugStorage {
  return {
    logMigration: async () => undefined, // done inside the migration's own transaction
    unlogMigration: async () => undefined,
    executed: async () => {
      if (!(await database.getQueryInterface().tableExists('migrations'))) return [];
      const [rows] = await database.query('SELECT name FROM migrations ORDER BY name');
      return (rows as { name: string }[]).map(({ name }) => name);
    },
  };
}
