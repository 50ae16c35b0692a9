import type { Sequelize } from 'sequelize';
import { askOnce } from '../database/unprepared.ts';
import type { Desk } from '../desk.ts';

/** Whether the desk's key is the one that sealed its rows. With another, nothing that people wrote can be read. */
export async function keyFits({ database, keyring }: Pick<Desk, 'database' | 'keyring'>): Promise<boolean> {
  const wrapped = await firstWrappedKey(database);
  try {
    if (wrapped) keyring.unwrap(wrapped);
    return true;
  } catch {
    return false; // it does not open, and that is the answer
  }
}

/** Whether a desk exists here: its first organisation has a key. */
export const isBegun = async (database: Sequelize): Promise<boolean> =>
  (await database.getQueryInterface().tableExists('organisations')) &&
  Boolean(await firstWrappedKey(database));

/** Reads only this column, which every release has: the schema may be another release's. */
async function firstWrappedKey(database: Sequelize): Promise<Buffer | undefined> {
  const [row] = await askOnce<{ key: Buffer }>(
    database,
    'SELECT wrapped_key AS key FROM organisations ORDER BY id LIMIT 1',
  );
  return row?.key;
}
