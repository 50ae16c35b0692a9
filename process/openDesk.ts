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
import { faultIn } from '../models/database/integrityCheck.ts';
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

/** A database that says nothing for this long does not answer. */
const PATIENCE = 5000;

/** Opens what the settings name: key, database, packs. Nothing is written to the database yet. */
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

/** The database alone, once it has answered: neither key nor packs are read or made. */
export async function openDatabaseOf(settings: Settings): Promise<Sequelize> {
  prepareFolder(settings);
  const database = openDatabase(settings.databaseUrl);
  await answers(settings, () => database.getQueryInterface().showAllTables());
  defineModels(database);
  return database;
}

/** Sees to the schema, keeps the packs, and makes the first organisation, where that is still to do. */
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

/** Some of its requests may be missing, and nothing in it would say so. */
async function mustBeWholeCopy(database: Sequelize): Promise<void> {
  if (await isHalfCopied(database))
    throw new ConfigurationFault(
      'DATABASE_URL',
      'it holds a part of a desk: a copy was ended on its way',
      'Run copy --to again to its end, or give another database',
    );
}

/**
 * What was read may make no sense where the file is damaged, which sqlite finds only when it is asked to look. It may also seem that
 * a setting is wrong: a pack that was changed, a key that does not fit.
 */
async function damageBehind(database: Sequelize): Promise<ConfigurationFault | undefined> {
  if (database.getDialect() !== 'sqlite') return undefined;
  const fault = await faultIn(database, 'quick_check');
  return fault ? passingFault(new Damaged(fault)) : undefined;
}

/** Runs the migrations that this database has not had, and makes the tables of the queue. */
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

/** One process of several leaves the schema as it is: the others may be of the release before. */
export async function mustBeUpToDate({ database }: Desk): Promise<void> {
  const pending = await pendingIn(database);
  if (pending.length === 0) return;
  throw new ConfigurationFault(
    'DATABASE_URL',
    `the schema lacks ${pending.join(', ')}`,
    'Run npm run -s rightsdesk -- migrate once, then start again',
  );
}

/** A user without rights on a table is told so, and not that the table is missing. */
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

/** What is there can be read without writing anything: the key, and an sqlite file, which is then opened for that alone. */
function isReadAlone(setting: string, { dataDir, secretKey, databaseUrl }: Settings): boolean {
  if (setting === 'DATABASE_URL') return canOnlyRead(databaseUrl);
  return !mayWrite(dataDir) && (secretKey !== undefined || existsSync(join(dataDir, KEY_FILE)));
}

/** With the folders above it. Not by `recursive`: below a folder that takes none, such as /proc, Node then tries for ever. */
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

/** A version that requests were received under outlives its file; one that was changed stops the start. */
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

/** Sqlite keeps an index of its log beside the file. Where that has no room it says no more than that the disk failed. */
const INDEX_OF_THE_LOG = 32_768;

function lacksRoom(databaseUrl: string): boolean {
  if (/^postgres/.test(databaseUrl)) return false;
  return (freeBytes(dirname(databaseUrl)) ?? INDEX_OF_THE_LOG) < INDEX_OF_THE_LOG;
}
