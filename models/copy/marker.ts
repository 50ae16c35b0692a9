import type { Sequelize } from 'sequelize';
import { countOf } from '../backup/emptiness.ts';

/**
 * Created before the first row is copied and dropped after the last: while it exists, the database holds part of a desk, and the copy may
 * be resumed.
 */
const MARKER = 'desk_copy';

/** Whether a copy into this database was interrupted, so that it holds no whole desk yet. */
export const isHalfCopied = (database: Sequelize): Promise<boolean> =>
  database.getQueryInterface().tableExists(MARKER);

/** Whether a copy may go into this database: it is empty, or holds an interrupted copy. */
export async function beginCopy(database: Sequelize): Promise<boolean> {
  if (await isHalfCopied(database)) return true;
  if ((await countOf(database, 'organisations')) > 0) return false;
  await database.query(`CREATE TABLE ${MARKER} (id INTEGER PRIMARY KEY)`);
  return true;
}

export const endCopy = async (database: Sequelize): Promise<void> =>
  void (await database.query(`DROP TABLE ${MARKER}`));
