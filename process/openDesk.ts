import { dirname } from 'node:path';
import type { Sequelize } from 'sequelize';
import { ConfigurationFault, type Settings } from '../config.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { createKeyring, type Keyring } from '../models/crypto/keyring.ts';
import { causeOf } from '../models/database/cause.ts';
import { openDatabase } from '../models/database/connect.ts';
import { NotDurable } from '../models/database/durability.ts';
import { isDiskFull } from '../models/database/unavailable.ts';
import { defineModels } from '../models/define.ts';
import type { Desk } from '../models/desk.ts';
import { freeBytes } from '../models/disk.ts';
import { readPacks, shippedPoliciesDir } from '../models/policy.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';
import { prepareFolders } from './deskFolders.ts';
import { secretOf } from './secretKey.ts';
import { fullDisk, noAnswer } from './startupFault.ts';

/** Milliseconds without an answer after which the database counts as unreachable. */
const PATIENCE = 5000;

/** Opens what the settings name: key, database, packs. Writes nothing to the database. */
export async function openDesk(settings: Settings): Promise<Desk> {
  prepareFolders(settings);
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
  prepareFolders(settings);
  const database = openDatabase(settings.databaseUrl);
  await answers(settings, () => database.getQueryInterface().showAllTables());
  defineModels(database);
  return database;
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
