import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Sequelize } from 'sequelize';
import { ConfigurationFault, type Settings } from '../config.ts';
import { everyEdition, gatherEditions } from '../domain/policies/editions.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { bossSchema, installBoss } from '../jobs/pgBossSchema.ts';
import { isHalfCopied } from '../models/copy/marker.ts';
import { KEY_FILE } from '../models/crypto/keyFile.ts';
import { createKeyring, type Keyring } from '../models/crypto/keyring.ts';
import { openDatabase } from '../models/database/connect.ts';
import { Damaged } from '../models/database/damage.ts';
import { NotDurable } from '../models/database/durability.ts';
import { damageFound } from '../models/database/integrityCheck.ts';
import { canOnlyRead, mayWrite } from '../models/database/readOnly.ts';
import { A_DAY, withTimeBudget } from '../models/database/timeBudget.ts';
import { isDiskFull, isUnavailable } from '../models/database/unavailable.ts';
import { defineModels } from '../models/define.ts';
import type { Desk } from '../models/desk.ts';
import { freeBytes } from '../models/disk.ts';
import { pendingMigrations } from '../models/migrations/pending.ts';
import { ensureFirstOrganisation } from '../models/organisation/create.ts';
import { syncPolicies } from '../models/policy/sync.ts';
import { readPacks, shippedPoliciesDir } from '../models/policy.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';
import { keyMustFit, secretOf } from './secretKey.ts';
import { causeOf, fullDisk, noAnswer, passingFault } from './startupFault.ts';

/** Milliseconds without an answer after which the database counts as unreachable. */
const PATIENCE = 5000;

/** Opens what the settings name: key, database, packs. Writes nothing to the database. */
export async function openDesk(settings: Settings): Promise<Desk> {
  prepareFolder(settings);
  const packs = packsFrom(settings.policiesDir);
  const database = await openDatabaseOf(settings);
  return {
    database,
    clock: () => new Date(),
    keyring: await keyringOf(settings, database),
    packs,
    baseUrl: settings.baseUrl,
  };
}

async function keyringOf(settings: Settings, database: Sequelize): Promise<Keyring> {
  try {
    return createKeyring(await secretOf(settings, database));
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Opens the database alone and waits for its answer. Neither reads nor creates the key or the packs. */
export async function openDatabaseOf(settings: Settings): Promise<Sequelize> {
  prepareFolder(settings);
  const database = openDatabase(settings.databaseUrl);
  await answers(settings, () => database.getQueryInterface().showAllTables());
  defineModels(database);
  return database;
}

/** Where needed, updates the schema, stores the packs and creates the first organisation. */
export async function prepareDesk(desk: Desk, seeToSchema = bringUpToDate): Promise<void> {
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

/** Throws if a copy into this database was interrupted: requests may be missing without a sign of it. */
async function mustBeWholeCopy(database: Sequelize): Promise<void> {
  if (await isHalfCopied(database))
    throw new ConfigurationFault(
      'DATABASE_URL',
      'it holds a part of a desk: a copy was ended on its way',
      'Run copy --to again to its end, or give another database',
    );
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
export async function bringUpToDate({ database }: Desk): Promise<void> {
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
    `the schema lacks ${pending.join(', ')}`,
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
      'Give the database user the rights that docs/running-it.md names',
    );
  }
}

function prepareFolder(settings: Settings): void {
  process.umask(0o077); // what the desk writes is for its own user alone
  const folders = [['DATA_DIR', settings.dataDir]];
  if (!/^postgres/.test(settings.databaseUrl)) folders.push(['DATABASE_URL', dirname(settings.databaseUrl)]);
  for (const [setting = '', folder = ''] of folders) {
    if (isReadAlone(setting, settings)) continue;
    try {
      makeFolder(folder);
      accessSync(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      if (isDiskFull(error)) throw fullDisk(setting, error);
      throw new ConfigurationFault(
        setting,
        `${folder} cannot be written (${causeOf(error)})`,
        'Give a folder that this user may write',
      );
    }
  }
}

/**
 * Whether a desk on a read-only disk can be opened: the key and an sqlite file exist. The file is then opened read-only.
 */
function isReadAlone(setting: string, { dataDir, secretKey, databaseUrl }: Settings): boolean {
  if (setting === 'DATABASE_URL') return canOnlyRead(databaseUrl);
  return !mayWrite(dataDir) && (secretKey !== undefined || existsSync(join(dataDir, KEY_FILE)));
}

/**
 * Creates a folder and its parents. Not with `recursive`: below a folder where none can be made, such as /proc, Node then
 * retries for ever.
 */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) {
    makeFolder(dirname(folder));
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // made by another process meanwhile
    }
  }
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is no folder`);
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
      'Give what changed a version of its own, or put back what it said',
    );
  }
}

function packsFrom(more: string | undefined): PolicyPack[] {
  try {
    return readPacks([shippedPoliciesDir, ...(more ? [more] : [])]);
  } catch (error) {
    const cause = error instanceof RuleViolation ? sentenceOf(translator('en'), error) : causeOf(error);
    throw new ConfigurationFault(
      'POLICIES_DIR',
      cause.replace(/\.$/, ''),
      'Correct the pack, or leave it out',
    );
  }
}

async function answers({ databaseUrl }: Settings, ask: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE / 1000} s`)), PATIENCE);
  });
  try {
    await Promise.race([ask(), silence]);
  } catch (error) {
    if (error instanceof NotDurable)
      throw new ConfigurationFault('DATABASE_URL', error.message, 'Keep the file on a local disk');
    throw isDiskFull(error) || lacksRoom(databaseUrl) ? fullDisk('DATABASE_URL', error) : noAnswer(error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sqlite keeps an index of its write-ahead log beside the file. If there is no space for it, sqlite reports only a disk
 * error.
 */
const INDEX_OF_THE_LOG = 32_768;

function lacksRoom(databaseUrl: string): boolean {
  if (/^postgres/.test(databaseUrl)) return false;
  return (freeBytes(dirname(databaseUrl)) ?? INDEX_OF_THE_LOG) < INDEX_OF_THE_LOG;
}
