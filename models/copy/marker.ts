import type { Sequelize } from 'sequelize';
import { countOf } from '../backup/emptiness.ts';

/** Made before the first row of a copy and dropped after the last: what lies beside it is a part of a desk, and may go on to be filled. */
const MARKER = 'desk_copy';

/** Whether a copy into this database was ended on its way: what is there is no desk yet. */
export const isHalfCopied = (database: Sequelize): Promise<boolean> =>
  database.getQueryInterface().tableExists(MARKER);

/** Whether a copy may go into this database: nothing is there, or a copy that was ended on its way. */
export async function beginCopy(database: Sequelize): Promise<boolean> {
  if (await isHalfCopied(database)) return true;
  if ((await countOf(database, 'organisations')) > 0) return false;
  await database.query(`CREATE TABLE ${MARKER} (id INTEGER PRIMARY KEY)`);
  return true;
}

export const endCopy = async (database: Sequelize): Promise<void> =>
  void (await database.query(`DROP TABLE ${MARKER}`));
