import { QueryTypes, type Sequelize } from 'sequelize';

/** A start alone makes one organisation and the link for the first account; anything more is somebody's. */
const SOMEBODYS = ['subject_requests', 'submissions', 'users', 'drafts'];

/** Whether nothing would be lost if the desk in this database were replaced. */
export async function holdsNothing(database: Sequelize): Promise<boolean> {
  if (!(await database.getQueryInterface().tableExists('subject_requests'))) return true;
  for (const table of SOMEBODYS) if ((await countOf(database, table)) > 0) return false;
  return (await countOf(database, 'organisations')) <= 1;
}

/** How many rows a table has. */
export async function countOf(database: Sequelize, table: string): Promise<number> {
  const [row] = await database.query<{ count: number | string }>(`SELECT COUNT(*) AS count FROM ${table}`, {
    type: QueryTypes.SELECT,
  });
  return Number(row?.count);
}
