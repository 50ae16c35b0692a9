import type { Sequelize } from 'sequelize';
import type { Database } from 'sqlite3';
import { answerTo } from './postgresStatements.ts';
import { rowsOn } from './sqliteStatements.ts';
import { connectionInHand } from './transaction.ts';

export type Values = Record<string, string | number | Date | null | undefined>;

/**
 * Reads by plain SQL, for the pages that are asked most. `:name` stands for `values.name`, and the text of a statement is
 * always one of a few: a connection plans it once, whatever the values. Where values decide which way is short, read
 * aside. On sqlite moments come as text.
 *
 * Sqlite has a connection for these reads alone, so that they wait neither for a long search nor for an export.
 */
export async function read<Row>(database: Sequelize, sql: string, values: Values): Promise<Row[]> {
  const { text, names } = numbered(sql);
  const bind = names.map((name) => values[name] ?? null);
  if (database.getDialect() === 'postgres') return (await answerTo<Row>(database, text, bind)).rows;
  const inHand = connectionInHand() as Database | undefined;
  return rowsOn<Row>(inHand ?? (await readerOf(database)), text, bind);
}

/**
 * The same for a list: `columns` are its expressions by name, none of them bytes; moments come as text. A row is handed over
 * as one text of JSON: cell by cell it would take a microsecond each, and a page of the queue has a thousand.
 */
export async function readList<Row>(
  database: Sequelize,
  columns: Record<string, string>,
  from: string,
  values: Values,
): Promise<Row[]> {
  const cells = Object.values(columns).join(', ');
  const asText =
    database.getDialect() === 'sqlite' ? `json_array(${cells})` : `json_build_array(${cells})::text`;
  const found = await read<{ cells: string }>(database, `SELECT ${asText} AS cells ${from}`, values);
  const names = Object.keys(columns);
  return found.map((row) => namedBy(names, JSON.parse(row.cells)) as Row);
}

/** `Object.fromEntries` takes three times as long. */
function namedBy(names: string[], cells: unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [nth, name] of names.entries()) row[name] = cells[nth];
  return row;
}

/** Columns as a statement names them. */
export const selected = (columns: Record<string, string>): string =>
  Object.entries(columns)
    .map(([name, expression]) => `${expression} AS "${name}"`)
    .join(', ');

type Numbered = { text: string; names: string[] };
const known = new Map<string, Numbered>();

/** `:name` becomes `$1`, which both databases know; the same name is the same number. */
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
  const manager = database.connectionManager as unknown as {
    getConnection(options: { uuid: string }): Promise<Database>;
  };
  const reader = manager.getConnection({ uuid: 'reader' });
  readers.set(database, reader);
  reader.catch(() => readers.delete(database)); // the next read tries again
  const close = database.close.bind(database);
  database.close = async () => {
    readers.delete(database); // whoever still reads is told that the desk is closed
    await close();
  };
  return reader;
}

/** A moment as it was read: sqlite gives text, PostgreSQL a date. */
export const momentOf = <T extends Date | null>(value: T | string): Date | T =>
  typeof value === 'string' ? new Date(value) : value;
