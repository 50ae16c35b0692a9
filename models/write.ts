import type { CreationAttributes, Model, ModelStatic, Sequelize } from 'sequelize';
import type { Database } from 'sqlite3';
import { answerTo } from './postgresStatements.ts';
import { runOn } from './sqliteStatements.ts';
import { connectionInHand, inTransaction } from './transaction.ts';

/**
 * Writes rows by one plain statement, for the paths that must be quick: `create` costs five times as much. All rows name
 * the same columns, and what is no column is left out. Gives the id of a single row.
 */
export const insert = <M extends Model>(
  model: ModelStatic<M>,
  rows: CreationAttributes<M>[],
): Promise<number> => insertWith('', model, rows);

/** Writes a row unless there is one with the same value in a column that is unique. Gives its id, or 0. */
export const insertOnce = <M extends Model>(
  model: ModelStatic<M>,
  row: CreationAttributes<M>,
): Promise<number> => insertWith('ON CONFLICT DO NOTHING', model, [row]);

async function insertWith<M extends Model>(
  otherwise: string,
  model: ModelStatic<M>,
  rows: CreationAttributes<M>[],
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const database = model.sequelize as Sequelize;
  const attributes = model.getAttributes() as Record<string, { field?: string }>;
  const names = Object.keys(first).filter((name) => name in attributes);
  const columns = names.map((name) => `"${attributes[name]?.field}"`).join(', ');
  const bind: unknown[] = [];
  const values = rows.map((row) => {
    const places = names.map((name) => `$${bind.push(row[name as keyof typeof row] ?? null)}`);
    return `(${places.join(', ')})`;
  });
  const isSqlite = database.getDialect() === 'sqlite';
  const gives = isSqlite || !('id' in attributes) ? '' : ' RETURNING id'; // sqlite tells its last id by itself
  const sql = `INSERT INTO ${model.tableName} (${columns}) VALUES ${values.join(', ')} ${otherwise}${gives}`;
  if (isSqlite) {
    const { lastID, changes } = await run(database, sql, bind);
    return changes === 0 ? 0 : lastID; // the last id may be of the row before
  }
  const { rows: written } = await answerTo<{ id: number }>(database, sql, bind);
  return written[0]?.id ?? 0;
}

/** Changes or deletes rows by a plain statement; `$1` stands for the first value. Gives how many. */
export async function alter(database: Sequelize, sql: string, values: unknown[]): Promise<number> {
  const bind = values.map((value) => value ?? null);
  if (database.getDialect() === 'sqlite') return (await run(database, sql, bind)).changes;
  return (await answerTo(database, sql, bind)).rowCount;
}

/** By the connection of the transaction at hand, or of one of its own. */
const run = (database: Sequelize, sql: string, bind: unknown[]) =>
  inTransaction(database, () => runOn(connectionInHand() as Database, sql, bind));
