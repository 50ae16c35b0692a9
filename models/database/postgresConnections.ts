import { randomBytes } from 'node:crypto';
import type { Sequelize } from 'sequelize';
import { timeBudget } from './timeBudget.ts';

/** Milliseconds beyond the server's own time-out after which it counts as hung. */
const FOR_THE_SERVER = 1000;

/** The settings of each new connection: the limits of a page, and a name by which other processes of a desk can be told apart. */
export const POSTGRES_LIMITS = {
  application_name: `rightsdesk ${randomBytes(4).toString('hex')}`,
  keepAlive: true,
  connectionTimeoutMillis: 5000,
  ...limitsFor(timeBudget()),
  idle_in_transaction_session_timeout: 30_000,
};

/** A connection of the driver. */
export type Connection = {
  _invalid?: boolean;
  connection: { stream: { destroy(): void } };
  connectionParameters: { statement_timeout: number; query_timeout: number };
  query(statement: string | { name: string; text: string; values: unknown[] }): Promise<unknown>;
};

/** Applies the time budget of the caller to each connection, and discards one whose server no longer answers. */
export function boundWaiting(database: Sequelize): void {
  database.addHook('afterPoolAcquire', async (acquired) => {
    const connection = acquired as Connection;
    const limits = limitsFor(timeBudget());
    if (connection.connectionParameters.statement_timeout === limits.statement_timeout) return;
    Object.assign(connection.connectionParameters, limits);
    try {
      const { statement_timeout, lock_timeout } = limits;
      await connection.query(
        `SET statement_timeout = ${statement_timeout}; SET lock_timeout = ${lock_timeout}`,
      );
    } catch (error) {
      await database.connectionManager.destroyConnection(connection);
      throw error;
    }
  });
  database.addHook('afterQuery', (_options, query) => {
    const connection = query.connection as Connection;
    if (connection._invalid) throwAway(connection);
  });
}

/** Discards a connection that the server ended, or on which it did not answer, so that it is not used again. */
export function throwAwayLost(connection: Connection, error: Error & { code?: string }): void {
  if (!/^(57P0\d|ECONNRESET)$/.test(error.code ?? '') && error.message !== 'Query read timeout') return;
  connection._invalid = true; // as Sequelize marks it
  throwAway(connection);
}

/** Otherwise its ROLLBACK would wait as long again. */
function throwAway({ connection }: Connection): void {
  connection.stream.destroy();
}

function limitsFor(milliseconds: number) {
  return {
    statement_timeout: milliseconds,
    lock_timeout: milliseconds / 2,
    query_timeout: milliseconds + FOR_THE_SERVER,
  };
}
