import type { Sequelize } from 'sequelize';
import { readSettings } from '../config.ts';
import type { Desk } from '../models/desk.ts';
import { lookAtDatabase, openDatabaseOf } from '../process/openDatabase.ts';
import { openDesk } from '../process/openDesk.ts';
import { prepareDesk } from '../process/prepareDesk.ts';
import { mustBeWholeCopy } from '../process/wholeCopy.ts';

/**
 * Opens the desk that the settings name, with its schema and first organisation in place, runs `work`, and closes it.
 */
export async function withDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  return withUnpreparedDesk(async (desk) => {
    await prepareDesk(desk);
    return work(desk);
  });
}

/** The same with the database as it is. */
export async function withUnpreparedDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await openDesk(readSettings());
  try {
    return await work(desk);
  } finally {
    await desk.database.close();
  }
}

/**
 * Whether the settings name a desk. A command that only reads creates none, nor a folder: with a mistyped DATA_DIR it would show an empty
 * desk that looks real.
 */
export const isDeskThere = async (): Promise<boolean> =>
  (await lookAtDatabase(readSettings(), (database) =>
    database.getQueryInterface().tableExists('subject_requests'),
  )) ?? false;

/** Runs `work` on the database alone, as it is. Neither reads nor creates the key or the packs. */
export async function withDatabase<T>(work: (database: Sequelize) => Promise<T>): Promise<T> {
  const database = await openDatabaseOf(readSettings());
  try {
    await mustBeWholeCopy(database);
    return await work(database);
  } finally {
    await database.close();
  }
}
