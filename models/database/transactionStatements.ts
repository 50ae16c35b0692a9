import type { Sequelize, Transaction } from 'sequelize';
import type { Database } from 'sqlite3';
import { answerTo } from './postgresStatements.ts';
import { runOn } from './sqliteStatements.ts';

type Act = 'start' | 'commit' | 'rollback';
type Held = Transaction & { connection: unknown; finished?: 'commit' | 'rollback' };
type Interface = Record<`${Act}Transaction`, (transaction: Held) => Promise<void>> & {
  queryGenerator: Record<`${Act}TransactionQuery`, (transaction: Held) => string>;
};

/**
 * Begins and ends transactions by plain driver statements: through Sequelize's `query`, BEGIN and COMMIT cost as much as
 * twenty rows. Sequelize still decides when a transaction ends, and handles a failure of these statements.
 */
export function beginAndEndPlainly(database: Sequelize): void {
  const known = database.getQueryInterface() as unknown as Interface;
  const isSqlite = database.getDialect() === 'sqlite';
  const say = async (act: Act, transaction: Held): Promise<void> => {
    const sql = known.queryGenerator[`${act}TransactionQuery`](transaction);
    if (act !== 'start') transaction.finished = act; // as Sequelize does: nothing more is said in it
    if (isSqlite) await runOn(transaction.connection as Database, sql, []);
    else await answerTo(database, sql, [], transaction.connection);
  };
  known.startTransaction = (transaction) => say('start', transaction);
  known.commitTransaction = (transaction) => say('commit', transaction);
  known.rollbackTransaction = (transaction) => say('rollback', transaction);
}
