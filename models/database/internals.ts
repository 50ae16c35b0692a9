import type { DatabaseError, Sequelize, Transaction } from 'sequelize';

/**
 * What Sequelize 6 has and its types do not declare. Nothing else reaches into it, so that an upgrade has one file to check.
 */
type Internals<Connection> = {
  /** The file of an sqlite desk: locks and readers of their own open it beside Sequelize. */
  options: { storage: string };
  /** Sqlite keeps its connections by name, PostgreSQL in a pool. Reused and read from here, as `query` parses each statement anew. */
  connectionManager: ConnectionManager<Connection>;
  /** The class that makes a driver's error into Sequelize's, so that callers recognise it. */
  dialect: {
    Query: new (
      connection: Connection,
      database: Sequelize,
      options: object,
    ) => { formatError(error: Error): DatabaseError };
  };
  /** How a transaction begins and ends: replaced, since it costs as much as twenty rows. */
  getQueryInterface(): TransactionInterface;
};

type ConnectionManager<Connection> = {
  connections: Record<string, Connection>;
  getConnection(options?: { uuid?: string }): Promise<Connection>;
  releaseConnection(connection: Connection): void;
  destroyConnection(connection: Connection): Promise<void>;
};

type Act = 'start' | 'commit' | 'rollback';
export type OpenTransaction = Transaction & { connection: unknown; finished?: 'commit' | 'rollback' };
type TransactionInterface = Record<`${Act}Transaction`, (transaction: OpenTransaction) => Promise<void>> & {
  queryGenerator: Record<`${Act}TransactionQuery`, (transaction: OpenTransaction) => string>;
};

export const internalsOf = <Connection>(database: Sequelize): Internals<Connection> =>
  database as unknown as Internals<Connection>;
