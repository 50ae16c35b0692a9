import type { Sequelize } from 'sequelize';
import type { Database } from 'sqlite3';
import { internalsOf } from './internals.ts';
import { answerTo } from './postgresStatements.ts';
import { rowsOn } from './sqliteStatements.ts';
import { connectionInHand } from './transaction.ts';

export type Values = Record<string, string | number | Date | null | undefined>;

/**
 * Reads by plain SQL, for the most frequent pages. `:name` stands for `values.name`. There are few distinct statements,
 * so a connection plans each of them once, whatever the values; where the best plan depends on the values, use
 * `selectSlowly`. On sqlite moments come as text.
 *
 * Sqlite has a separate connection for these reads, so that they wait neither for a long search nor for an export.
 */
export async function select<Row>(database: Sequelize, sql: string, values: Values): Promise<Row[]> {
  const { text, names } = numbered(sql);
  const bind = names.map((name) => values[name] ?? null);
  if (database.getDialect() === 'postgres') return (await answerTo<Row>(database, text, bind)).rows;
  const inHand = connectionInHand() as Database | undefined;
  return rowsOn<Row>(inHand ?? (await readerOf(database)), text, bind);
}

/** A list: its columns as expressions by name (no bytes), and the SQL from FROM on. Moments come as text. */
export type Selection<Row> = {
  columns: Record<string, string>;
  from: string;
  /** Carries the type of a row only. */
  row?: Row;
};
export type RowsOf<Lists> = {
  [Name in keyof Lists]: Lists[Name] extends Selection<infer Row> ? Row[] : never;
};

/**
 * Reads several lists by one statement, so that a page needs one round trip. Each list is returned as one JSON text: cell
 * by cell would take a microsecond each, and a page of the queue has a thousand cells.
 */
export async function selectLists<Lists extends Record<string, Selection<unknown>>>(
  database: Sequelize,
  lists: Lists,
  values: Values,
): Promise<RowsOf<Lists>> {
  const isSqlite = database.getDialect() === 'sqlite';
  const texts = Object.entries(lists).map(([name, list]) => `(${textOf(list, isSqlite)}) AS "${name}"`);
  const [found] = await select<Record<string, string>>(database, `SELECT ${texts.join(', ')}`, values);
  const rows = Object.entries(lists).map(([name, { columns }]) => {
    const cells = JSON.parse(found?.[name] ?? '[]') as unknown[][];
    return [name, namedBy(Object.keys(columns), cells)];
  });
  return Object.fromEntries(rows);
}

/** Aggregates the rows in the list's own order. */
function textOf({ columns, from }: Selection<unknown>, isSqlite: boolean): string {
  const cells = Object.values(columns).join(', ');
  const row = isSqlite ? `json_array(${cells})` : `json_build_array(${cells})::text`;
  return `SELECT '[' || COALESCE(string_agg(cells, ','), '') || ']' FROM (SELECT ${row} AS cells ${from}) given`;
}

/** Reads one such list. */
export async function selectList<Row>(
  database: Sequelize,
  columns: Record<string, string>,
  from: string,
  values: Values,
): Promise<Row[]> {
  const list: Selection<Row> = { columns, from };
  return (await selectLists(database, { list }, values)).list as Row[];
}

/** Each row as a copy of an object that has all the names: to add them one by one moves a row several times. */
function namedBy(names: string[], cells: unknown[][]): Record<string, unknown>[] {
  const blank = JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, null]))));
  return cells.map((values) => {
    const row: Record<string, unknown> = { ...blank };
    for (let nth = 0; nth < names.length; nth += 1) row[names[nth] as string] = values[nth];
    return row;
  });
}

/** Columns as SQL. */
export const selected = (columns: Record<string, string>): string =>
  Object.entries(columns)
    .map(([name, expression]) => `${expression} AS "${name}"`)
    .join(', ');

type Numbered = { text: string; names: string[] };
const known = new Map<string, Numbered>();

/** Replaces `:name` by `$1`, which both databases know; the same name gets the same number. */
function numbered(sql: string): Numbered {
  const found = known.get(sql);
  if (found) return found;
  const names: string[] = [];
  const text = sql.replace(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  known.set(sql, { text, names });
  return { text, names };
}

const readers = new WeakMap<Sequelize, Promise<Database>>();

/** The connection for reads; it is closed with the database. */
function readerOf(database: Sequelize): Promise<Database> {
  const known = readers.get(database);
  if (known) return known;
  const reader = internalsOf<Database>(database).connectionManager.getConnection({ uuid: 'reader' });
  readers.set(database, reader);
  reader.catch(() => readers.delete(database)); // the next read tries again
  const close = database.close.bind(database);
  database.close = async () => {
    readers.delete(database); // whoever still reads is told that the desk is closed
    await close();
  };
  return reader;
}

/** A moment as a Date: sqlite returns text, PostgreSQL a Date. */
export const momentFromColumn = <T extends Date | null>(value: T | string): Date | T =>
  typeof value === 'string' ? dateIn(value) : value;

const STORED = '0000-00-00 00:00:00.000 +00:00';

/** Parses sqlite's stored form by hand: `new Date` takes three times as long, and a list has hundreds. */
function dateIn(text: string): Date {
  if (text.length !== STORED.length || !text.endsWith(' +00:00')) return new Date(text);
  const digits = (from: number, to: number) => {
    let number = 0;
    for (let nth = from; nth < to; nth += 1) number = number * 10 + text.charCodeAt(nth) - ZERO;
    return number;
  };
  const [year, month, day] = [digits(0, 4), digits(5, 7) - 1, digits(8, 10)];
  return new Date(Date.UTC(year, month, day, digits(11, 13), digits(14, 16), digits(17, 19), digits(20, 23)));
}

const ZERO = '0'.charCodeAt(0);
