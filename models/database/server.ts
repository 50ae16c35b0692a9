import { QueryTypes, type Sequelize } from 'sequelize';

/** The version of the database server or library: `15.8`, `3.46.0`. */
export async function versionOf(database: Sequelize): Promise<string> {
  const sql =
    database.getDialect() === 'postgres'
      ? "SELECT current_setting('server_version') AS version"
      : 'SELECT sqlite_version() AS version';
  const [row] = await database.query<{ version: string }>(sql, { type: QueryTypes.SELECT });
  return (row?.version ?? '').split(' ')[0] as string;
}

/** Tables of the desk and its job queue on which the user lacks a right. On sqlite write access to the file is enough. */
export async function tablesWithoutRights(database: Sequelize): Promise<string[]> {
  if (database.getDialect() !== 'postgres') return [];
  const rows = await database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p')
       AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
         AND has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE')
         AND has_table_privilege(c.oid, 'DELETE'))
     ORDER BY c.relname`,
    { type: QueryTypes.SELECT },
  );
  return rows.map(({ name }) => name);
}

/** The time on the database's clock; undefined for sqlite, which uses this machine's. */
export async function databaseTime(database: Sequelize): Promise<Date | undefined> {
  if (database.getDialect() !== 'postgres') return undefined;
  const [row] = await database.query<{ at: Date }>('SELECT clock_timestamp() AS at', {
    type: QueryTypes.SELECT,
  });
  return row?.at;
}
