import { dirname } from 'node:path';
import type { Sequelize } from 'sequelize';
import { ConfigurationFault, type Settings } from '../config.ts';
import { isDatabaseThere, openAsItIs, openDatabase } from '../models/database/connect.ts';
import { NotDurable } from '../models/database/durability.ts';
import { within } from '../models/database/timeOut.ts';
import { isDiskFull } from '../models/database/unavailable.ts';
import { defineModels } from '../models/define.ts';
import { freeBytes } from '../models/disk.ts';
import { prepareFolders } from './deskFolders.ts';
import { fullDisk, noAnswer } from './startupFault.ts';

/** Milliseconds without an answer after which the database counts as unreachable. */
const TIME_OUT = 5000;

/** Opens the database alone and waits for its answer. Neither reads nor creates the key or the packs. */
export async function openDatabaseOf(settings: Settings): Promise<Sequelize> {
  prepareFolders(settings);
  return answering(settings, openDatabase(settings.databaseUrl));
}

/** Runs `look` on the database as it is. Makes and changes nothing; undefined where there is none yet. */
export async function lookAtDatabase<T>(
  settings: Settings,
  look: (database: Sequelize) => Promise<T>,
): Promise<T | undefined> {
  if (!isDatabaseThere(settings.databaseUrl)) return undefined;
  const database = await answering(settings, openAsItIs(settings.databaseUrl));
  return look(database).finally(() => database.close());
}

async function answering({ databaseUrl }: Settings, database: Sequelize): Promise<Sequelize> {
  try {
    await within(TIME_OUT, database.getQueryInterface().showAllTables());
  } catch (error) {
    if (error instanceof NotDurable)
      throw new ConfigurationFault('DATABASE_URL', error.message, 'Keep the file on a local disk');
    throw isDiskFull(error) || lacksRoom(databaseUrl) ? fullDisk('DATABASE_URL', error) : noAnswer(error);
  }
  defineModels(database);
  return database;
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
