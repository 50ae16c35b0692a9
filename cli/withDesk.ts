import type { Sequelize } from 'sequelize';
import { readSettings } from '../config.ts';
import type { Desk } from '../models/desk.ts';
import { openDatabaseOf, openDesk } from '../process/openDesk.ts';
import { prepareDesk } from '../process/prepareDesk.ts';

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
 * Whether the database holds a desk. A command that only reads creates none: with a mistyped DATA_DIR it would show an empty desk
 * that looks real.
 */
export const isDeskThere = ({ database }: Desk): Promise<boolean> =>
  database.getQueryInterface().tableExists('subject_requests');

/** Runs `work` on the database alone, as it is. Neither reads nor creates the key or the packs. */
export async function withDatabase<T>(work: (database: Sequelize) => Promise<T>): Promise<T> {
  const database = await openDatabaseOf(readSettings());
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
