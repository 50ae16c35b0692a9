import type { DatabaseError, Sequelize } from 'sequelize';
import { internalsOf } from './internals.ts';
import { type Connection, throwAwayLost } from './postgresConnections.ts';
import { connectionInHand } from './transaction.ts';

/**
 * Makes each connection plan a prepared statement once, for any values. By default the server plans most of them anew
 * each time, expecting a better plan for the given values.
 */
export function planOnce(database: Sequelize): void {
  database.addHook('afterConnect', async (connection) => {
    await (connection as Connection).query('SET plan_cache_mode = force_generic_plan');
  });
}

type Answer<Row> = { rows: Row[]; rowCount: number };

/**
 * The rows of a statement, on the transaction's connection or one of the pool, each of which prepares it once: Sequelize's
 * `query` is parsed and planned anew each time, and takes twice as long. `$1` is the first value. Errors are those that
 * Sequelize would throw.
 */
export async function answerTo<Row>(
  database: Sequelize,
  sql: string,
  values: unknown[],
  given?: unknown,
): Promise<Answer<Row>> {
  const statement = { name: nameOf(sql), text: sql, values: values.map(asPostgresHasIt) };
  const inHand = (given ?? connectionInHand()) as Connection | undefined;
  if (inHand) return answerOn<Row>(database, inHand, statement);
  const { connectionManager: pool } = internalsOf<Connection>(database);
  const connection = await pool.getConnection();
  try {
    return await answerOn<Row>(database, connection, statement);
  } finally {
    pool.releaseConnection(connection);
  }
}

type Statement = { name: string; text: string; values: unknown[] };

async function answerOn<Row>(
  database: Sequelize,
  connection: Connection,
  statement: Statement,
): Promise<Answer<Row>> {
  try {
    return (await connection.query(statement)) as Answer<Row>;
  } catch (error) {
    throwAwayLost(connection, error as Error);
    throw faultOf(database, connection, error as Error, statement.text);
  }
}

const names = new Map<string, string>();

/** There are few statements; each has a number in this process. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? `statement ${names.size + 1}`;
  names.set(sql, name);
  return name;
}

/** The error as Sequelize throws it, so that callers recognise its class. */
function faultOf(database: Sequelize, connection: Connection, error: Error, sql: string): DatabaseError {
  const { dialect } = internalsOf<Connection>(database);
  return new dialect.Query(connection, database, {}).formatError(Object.assign(error, { sql }));
}

/** The value as Sequelize sends it: PostgreSQL's text cannot hold a NUL. */
const asPostgresHasIt = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '\\0') : value;
