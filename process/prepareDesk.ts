import type { Sequelize } from 'sequelize';
import { ConfigurationFault } from '../config.ts';
import { everyEdition, gatherEditions } from '../domain/policies/editions.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { bossSchema, installBoss } from '../jobs/pgBossSchema.ts';
import { causeOf } from '../models/database/cause.ts';
import { Damaged } from '../models/database/damage.ts';
import { damageFound } from '../models/database/integrityCheck.ts';
import { A_DAY, withTimeBudget } from '../models/database/timeBudget.ts';
import { isUnavailable } from '../models/database/unavailable.ts';
import type { Desk } from '../models/desk.ts';
import { pendingMigrations } from '../models/migrations/pending.ts';
import { ensureFirstOrganisation } from '../models/organisation/create.ts';
import { syncPolicies } from '../models/policy/sync.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';
import { keyMustFit } from './secretKey.ts';
import { passingFault } from './startupFault.ts';
import { mustBeWholeCopy } from './wholeCopy.ts';

/** Where needed, updates the schema, stores the packs and creates the first organisation. */
export async function prepareDesk(
  desk: Desk,
  seeToSchema: (desk: Desk) => Promise<void> = bringUpToDate,
): Promise<void> {
  try {
    await seeToSchema(desk);
    await mustBeWholeCopy(desk.database);
    await keepPacks(desk);
    await ensureFirstOrganisation(desk);
    await keyMustFit(desk);
  } catch (error) {
    throw passingFault(error) ?? (await damageBehind(desk.database)) ?? error;
  }
}

/**
 * Looks for damage behind another error. In a damaged file data may make no sense, which sqlite notices only on an integrity check;
 * the error may then seem to be a wrong setting, a changed pack or the wrong key.
 */
async function damageBehind(database: Sequelize): Promise<ConfigurationFault | undefined> {
  if (database.getDialect() !== 'sqlite') return undefined;
  const fault = await damageFound(database, 'quick_check');
  return fault ? passingFault(new Damaged(fault)) : undefined;
}

/** Runs the pending migrations and creates the tables of the job queue. */
export async function bringUpToDate({ database }: Pick<Desk, 'database'>): Promise<void> {
  try {
    if ((await pendingMigrations(database)).length > 0)
      await withTimeBudget(A_DAY, () => migrateNow(database));
    await withTimeBudget(A_DAY, () => installBoss(database));
  } catch (error) {
    if (passingFault(error)) throw error;
    throw new ConfigurationFault(
      'DATABASE_URL',
      `the schema could not be brought up to date (${causeOf(error)})`,
      'Give the database user the right to create tables, or run the release that made this database',
    );
  }
}

async function migrateNow(database: Sequelize): Promise<void> {
  const { migrate } = await import('../models/migrations/index.ts');
  await migrate(database);
}

/**
 * Throws if the schema is out of date. One process of several does not change it, since others may still be on the
 * previous release.
 */
export async function mustBeUpToDate({ database }: Desk): Promise<void> {
  const pending = await pendingIn(database);
  if (pending.length === 0) return;
  throw new ConfigurationFault(
    'DATABASE_URL',
    `the schema is missing ${pending.join(', ')}`,
    'Run npm run -s rightsdesk -- migrate once, then start again',
  );
}

/** Reports a missing right on a table as that, not as a missing table. */
async function pendingIn(database: Sequelize): Promise<string[]> {
  try {
    return [...(await pendingMigrations(database)), ...(await bossSchema(database)).pending];
  } catch (error) {
    if (isUnavailable(error)) throw error;
    throw new ConfigurationFault(
      'DATABASE_URL',
      `the schema cannot be read (${causeOf(error)})`,
      'Grant the database user the rights listed in docs/running-it.md',
    );
  }
}

/**
 * Stores the packs, so that a version used by requests outlives its file. A version that was changed stops the start.
 */
async function keepPacks(desk: Desk): Promise<void> {
  try {
    const { kept } = await syncPolicies(desk);
    desk.packs.splice(0, Infinity, ...gatherEditions([...everyEdition(desk.packs), ...kept]));
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    const cause = sentenceOf(translator('en'), error).replace(/\.$/, '');
    throw new ConfigurationFault(
      'POLICIES_DIR',
      cause,
      'Give the changed pack a new version, or restore its former text',
    );
  }
}
