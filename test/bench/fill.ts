import { setImmediate as othersTurn } from 'node:timers/promises';
import { QueryTypes } from 'sequelize';
import { intoPostgres } from './intoPostgres.ts';
import { intoSqlite } from './intoSqlite.ts';
import { type Plan, plansFor } from './plan.ts';
import type { Setting } from './request.ts';
import { type Batch, type Ids, type Rows, rowsOf, TABLES } from './rows.ts';

/** How many requests one transaction takes. */
const AT_ONCE = 2000;
/** After so many the event loop has its turn, which hands over what is waiting to be sent. */
const A_FEW = 20;

/** Fills a prepared desk with invented requests, table by table. Says how many rows each table got. */
export async function fill(setting: Setting, plans: Iterable<Plan>): Promise<Ids> {
  const { database } = setting.desk;
  const ids = await lastIds(setting);
  const before = { ...ids };
  const sink = await (database.getDialect() === 'postgres' ? intoPostgres : intoSqlite)(database, TABLES);
  let rows = emptyRows();
  let writing = Promise.resolve();
  for (const plan of plans) {
    const made = rowsOf(setting, ids, plan);
    for (const table of TABLES) rows[table].push(...made[table]);
    const count = rows.subject_requests.length;
    if (count % A_FEW === 0) await othersTurn();
    if (count < AT_ONCE) continue;
    await writing;
    writing = sink.write(batchesOf(rows));
    rows = emptyRows();
  }
  await writing;
  await sink.write(batchesOf(rows));
  await sink.end();
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

function batchesOf(rows: Rows): Batch[] {
  return TABLES.map((table) => {
    const names = Object.keys(rows[table][0] ?? {});
    return {
      table,
      columns: names.map(columnOf),
      rows: rows[table].map((row) => names.map((name) => row[name])),
    };
  }).filter((batch) => batch.rows.length > 0);
}

const columnOf = (attribute: string) => attribute.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`);
