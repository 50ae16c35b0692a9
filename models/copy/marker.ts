import type { Sequelize } from 'sequelize';
import { countOf, foreignTables } from '../backup/emptiness.ts';
import { runOnce } from '../database/unprepared.ts';

/**
 * Created before the first row is copied and dropped after the last: while it exists, the database holds part of a desk, and the copy may
 * be resumed.
 */
const MARKER = 'desk_copy';

/** Whether a copy into this database was interrupted, so that it holds no whole desk yet. */
export const isHalfCopied = (database: Sequelize): Promise<boolean> =>
  database.getQueryInterface().tableExists(MARKER);

/** Why no copy may go into this database: undefined if it holds no desk, or an interrupted copy. Only looks. */
export async function whyNoCopyInto(database: Sequelize): Promise<'foreign' | 'desk' | undefined> {
  if ((await foreignTables(database)).length > 0) return 'foreign';
  if (await isHalfCopied(database)) return undefined;
  if (!(await database.getQueryInterface().tableExists('organisations'))) return undefined;
  return (await countOf(database, 'organisations')) > 0 ? 'desk' : undefined;
}

export async function beginCopy(database: Sequelize): Promise<void> {
  if (await isHalfCopied(database)) return;
  await runOnce(database, `CREATE TABLE ${MARKER} (id INTEGER PRIMARY KEY)`);
}

export const endCopy = (database: Sequelize): Promise<void> => runOnce(database, `DROP TABLE ${MARKER}`);
