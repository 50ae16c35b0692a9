import { QueryTypes } from 'sequelize';
import { inTransaction } from '../../models/transaction.ts';
import { type Plan, plansFor } from './plan.ts';
import type { Setting } from './request.ts';
import { type Ids, type Row, type Rows, rowsOf, TABLES } from './rows.ts';

/** How many requests one transaction takes. */
const AT_ONCE = 2000;

/** Fills a prepared desk with invented requests, table by table. Says how many rows each table got. */
export async function fill(setting: Setting, plans: Iterable<Plan>): Promise<Ids> {
  const ids = await lastIds(setting);
  const before = { ...ids };
  let batch = emptyRows();
  for (const plan of plans) {
    const rows = rowsOf(setting, ids, plan);
    for (const table of TABLES) batch[table].push(...rows[table]);
    if (batch.subject_requests.length < AT_ONCE) continue;
    await write(setting, batch);
    batch = emptyRows();
  }
  await write(setting, batch);
  await settle(setting);
  return perTable((table) => ids[table] - before[table]);
}

export const fillWith = (setting: Setting, rows: number): Promise<Ids> =>
  fill(setting, plansFor(rows, setting.desk.clock()));

const perTable = <T>(of: (table: keyof Ids) => T) =>
  Object.fromEntries(TABLES.map((table) => [table, of(table)])) as Record<keyof Ids, T>;
const emptyRows = (): Rows => perTable(() => []);

async function lastIds({ desk }: Setting): Promise<Ids> {
  const ids = perTable(() => 0);
  for (const table of TABLES) {
    const sql = `SELECT COALESCE(MAX(id), 0) AS id FROM ${table}`;
    const [row] = await desk.database.query<{ id: number }>(sql, { type: QueryTypes.SELECT });
    ids[table] = row?.id ?? 0;
  }
  return ids;
}

const isPostgres = ({ desk }: Setting) => desk.database.getDialect() === 'postgres';

/** One statement a table: the rows go as one JSON text, which both databases can read as a table. */
async function write(setting: Setting, rows: Rows): Promise<void> {
  const { database } = setting.desk;
  await inTransaction(database, async () => {
    for (const table of TABLES) {
      const [first] = rows[table];
      if (!first) continue;
      const names = Object.keys(first);
      const columns = names.map((name) => `"${columnOf(name)}"`).join(', ');
      const isBytes = (name: string) => rows[table].some((row) => Buffer.isBuffer(row[name]));
      const read = isPostgres(setting)
        ? `${columns} FROM json_populate_recordset(NULL::${table}, $1)`
        : `${names.map((name) => readIn(columnOf(name), isBytes(name))).join(', ')} FROM json_each($1)`;
      const said = isPostgres(setting) ? forPostgres : forSqlite;
      const text = JSON.stringify(rows[table].map((row) => saidBy(row, said)));
      await database.query(`INSERT INTO ${table} (${columns}) SELECT ${read}`, { bind: [text] });
    }
  });
}

const readIn = (column: string, isBytes: boolean) =>
  isBytes ? `unhex(value ->> '${column}')` : `value ->> '${column}'`;

const columnOf = (attribute: string) => attribute.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`);

const saidBy = (row: Row, said: (value: unknown) => unknown): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [columnOf(name), said(value)]));

const forPostgres = (value: unknown) => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value);

/** As Sequelize stores a moment there: as text with an offset. */
function forSqlite(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', ' +00:00');
  return value;
}

/** Counters and statistics, as a database has them that grew in life. */
async function settle(setting: Setting): Promise<void> {
  const { database } = setting.desk;
  if (!isPostgres(setting)) {
    await database.query('ANALYZE');
    return;
  }
  for (const table of TABLES) {
    await database.query(
      `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT MAX(id) FROM ${table}))`,
    );
  }
  await database.query('VACUUM ANALYZE');
}
