import { QueryTypes, type Sequelize } from 'sequelize';

// Statements that are not worth preparing: their text is another one each time, or they run once in a process. They join the
// transaction that runs; without one they use the connection that Sequelize has open, and open none of their own.

/** Reads rows. On sqlite moments come as text. */
export const askOnce = <Row extends object>(database: Sequelize, sql: string): Promise<Row[]> =>
  database.query<Row>(sql, { type: QueryTypes.SELECT });

/** Runs what returns nothing: a pragma, a lock, a table made or dropped. */
export async function runOnce(database: Sequelize, sql: string): Promise<void> {
  await database.query(sql, { type: QueryTypes.RAW });
}

/** Inserts what the statement selects. Returns the number of new rows. */
export async function insertSelected(database: Sequelize, sql: string): Promise<number> {
  const [, written] = await database.query(sql, { type: QueryTypes.INSERT });
  return written;
}

/** Runs the text of a library that begins transactions of its own, outside ours. */
export async function runOutside(database: Sequelize, sql: string): Promise<object[]> {
  const [rows] = await database.query(sql, { transaction: null });
  return rows as object[];
}
