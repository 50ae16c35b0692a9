import type { CreationAttributes, Model, ModelStatic, Sequelize } from 'sequelize';
import type { Database } from 'sqlite3';
import { mustBeKnown } from './oneOf.ts';
import { answerTo } from './postgresStatements.ts';
import { runOn } from './sqliteStatements.ts';
import { connectionInHand, inTransaction } from './transaction.ts';

/**
 * Inserts rows by one plain statement, where speed matters: `create` costs five times as much. All rows have the same
 * keys; keys that are not columns are ignored. Returns the id of a single row.
 */
export const insert = async <M extends Model>(
  model: ModelStatic<M>,
  rows: CreationAttributes<M>[],
): Promise<number> => (await insertWith('', model, rows))[0] ?? 0;

/** Inserts a row unless a unique column already has its value. Returns its id, or 0. */
export const insertOnce = async <M extends Model>(
  model: ModelStatic<M>,
  row: CreationAttributes<M>,
): Promise<number> => (await insertWith('ON CONFLICT DO NOTHING', model, [row]))[0] ?? 0;

/** Inserts rows as `insert` does. Returns all ids. */
export const insertAll = <M extends Model>(
  model: ModelStatic<M>,
  rows: CreationAttributes<M>[],
): Promise<number[]> => insertWith('', model, rows);

async function insertWith<M extends Model>(
  otherwise: string,
  model: ModelStatic<M>,
  rows: CreationAttributes<M>[],
): Promise<number[]> {
  const [first] = rows;
  if (!first) return [];
  mustBeKnown(model, rows);
  const database = model.sequelize as Sequelize;
  const attributes = model.getAttributes() as Record<string, { field?: string }>;
  const names = Object.keys(first).filter((name) => name in attributes);
  const columns = names.map((name) => `"${attributes[name]?.field}"`).join(', ');
  const bind = rows.flatMap((row) => names.map((name) => row[name as keyof typeof row] ?? null));
  const isSqlite = database.getDialect() === 'sqlite';
  const gives = isSqlite || !('id' in attributes) ? '' : ' RETURNING id'; // sqlite tells its last id by itself
  const places = placesFor(rows.length, names.length);
  const sql = `INSERT INTO ${model.tableName} (${columns}) VALUES ${places} ${otherwise}${gives}`;
  if (isSqlite) {
    const { lastID, changes } = await run(database, sql, bind);
    const begun = lastID - rows.length + 1; // nobody else writes meanwhile: its rows are numbered in a row
    return changes === 0 ? [] : rows.map((_, nth) => begun + nth); // none: the last id is of the row before
  }
  const { rows: written } = await answerTo<{ id: number }>(database, sql, bind);
  return written.map(({ id }) => id);
}

const placesKnown = new Map<string, string>();

/** `($1, $2), ($3, $4)` for two rows of two columns; cached, since a form with files has hundreds. */
function placesFor(rows: number, columns: number): string {
  const name = `${rows} ${columns}`;
  const known = placesKnown.get(name);
  if (known) return known;
  const rowAt = (row: number) => Array.from({ length: columns }, (_, nth) => `$${row * columns + nth + 1}`);
  const places = Array.from({ length: rows }, (_, row) => `(${rowAt(row).join(', ')})`).join(', ');
  placesKnown.set(name, places);
  return places;
}

/** Updates or deletes rows by a plain statement; `$1` is the first value. Returns the number of rows. */
export async function alter(database: Sequelize, sql: string, values: unknown[]): Promise<number> {
  const bind = values.map((value) => value ?? null);
  if (database.getDialect() === 'sqlite') return (await run(database, sql, bind)).changes;
  return (await answerTo(database, sql, bind)).rowCount;
}

/** Uses the current transaction's connection, or its own. */
const run = (database: Sequelize, sql: string, bind: unknown[]) =>
  inTransaction(database, () => runOn(connectionInHand() as Database, sql, bind));
