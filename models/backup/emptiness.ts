import type { Sequelize } from 'sequelize';
import { askOnce } from '../database/unprepared.ts';

/**
 * A first start makes one organisation and the link for the first account. A row in one of these tables is somebody's
 * work.
 */
const SOMEBODYS = ['subject_requests', 'submissions', 'users', 'drafts'];

/** Tables of a desk that have no model, and the marker of a copy on its way. */
const WITHOUT_MODEL = ['migrations', 'rate_limits', 'request_counts', 'desk_copy'];

/** Whether a table belongs to a desk of this release or an earlier one. */
export const isTableOfDesk = ({ models }: Sequelize, name: string): boolean =>
  WITHOUT_MODEL.includes(name) || Object.values(models).some((model) => model.getTableName() === name);

/** The tables of another program in this database; on PostgreSQL those of the schema `public` that are of no extension. */
export async function foreignTables(database: Sequelize): Promise<string[]> {
  const sql = database.getDialect() === 'postgres' ? POSTGRES_TABLES : SQLITE_TABLES;
  const tables = await askOnce<{ name: string }>(database, sql);
  const names = tables.map(({ name }) => name);
  const isDesk = names.includes('subject_requests'); // else even `users` is somebody else's
  return names.filter((name) => !isDesk || !isTableOfDesk(database, name));
}

const SQLITE_TABLES = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;
const POSTGRES_TABLES = `SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'f')
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')`;

/** Whether this database can be replaced without losing anything: it holds no work in a desk, and no other program's tables. */
export async function holdsNothing(database: Sequelize): Promise<boolean> {
  if ((await foreignTables(database)).length > 0) return false;
  if (!(await database.getQueryInterface().tableExists('subject_requests'))) return true;
  for (const table of SOMEBODYS) if ((await countOf(database, table)) > 0) return false;
  return (await countOf(database, 'organisations')) <= 1;
}

/** The number of rows in a table. Opens no connection: a restore replaces the file only if this one is the last. */
export async function countOf(database: Sequelize, table: string): Promise<number> {
  const [row] = await askOnce<{ count: number | string }>(database, `SELECT COUNT(*) AS count FROM ${table}`);
  return Number(row?.count);
}
