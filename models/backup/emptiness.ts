import { QueryTypes, type Sequelize } from 'sequelize';

/**
 * A first start makes one organisation and the link for the first account. A row in one of these tables is somebody's
 * work.
 */
const SOMEBODYS = ['subject_requests', 'submissions', 'users', 'drafts'];

/** Whether the desk in this database can be replaced without losing anything. */
export async function holdsNothing(database: Sequelize): Promise<boolean> {
  if (!(await database.getQueryInterface().tableExists('subject_requests'))) return true;
  for (const table of SOMEBODYS) if ((await countOf(database, table)) > 0) return false;
  return (await countOf(database, 'organisations')) <= 1;
}

/** The number of rows in a table. */
export async function countOf(database: Sequelize, table: string): Promise<number> {
  const [row] = await database.query<{ count: number | string }>(`SELECT COUNT(*) AS count FROM ${table}`, {
    type: QueryTypes.SELECT,
  });
  return Number(row?.count);
}
