import type { Sequelize } from 'sequelize';
import { readSettings } from '../config.ts';
import type { Desk } from '../models/desk.ts';
import { openDatabaseOf, openDesk, prepareDesk } from '../process/openDesk.ts';

/** Runs `work` on the desk that the settings name, schema and first organisation in place, and closes it. */
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

/** Whether the database is a desk's. What only reads one makes none: a mistyped DATA_DIR would be an empty desk that seems whole. */
export const isDeskThere = ({ database }: Desk): Promise<boolean> =>
  database.getQueryInterface().tableExists('subject_requests');

/** The database alone, as it is: neither key nor packs are read or made. */
export async function withDatabase<T>(work: (database: Sequelize) => Promise<T>): Promise<T> {
  const database = await openDatabaseOf(readSettings());
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
