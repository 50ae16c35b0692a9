import type { Sequelize } from 'sequelize';
import type { Database } from 'sqlite3';
import { internalsOf, type OpenTransaction } from './internals.ts';
import { answerTo } from './postgresStatements.ts';
import { runOn } from './sqliteStatements.ts';

/**
 * Begins and ends transactions by plain driver statements: through Sequelize's `query`, BEGIN and COMMIT cost as much as
 * twenty rows. Sequelize still decides when a transaction ends, and handles a failure of these statements.
 */
export function beginAndEndPlainly(database: Sequelize): void {
  const known = internalsOf(database).getQueryInterface();
  const isSqlite = database.getDialect() === 'sqlite';
  const say = async (act: 'start' | 'commit' | 'rollback', transaction: OpenTransaction): Promise<void> => {
    const sql = known.queryGenerator[`${act}TransactionQuery`](transaction);
    if (act !== 'start') transaction.finished = act; // as Sequelize does: nothing more is said in it
    if (isSqlite) await runOn(transaction.connection as Database, sql, []);
    else await answerTo(database, sql, [], transaction.connection);
  };
  known.startTransaction = (transaction) => say('start', transaction);
  known.commitTransaction = (transaction) => say('commit', transaction);
  known.rollbackTransaction = (transaction) => say('rollback', transaction);
}

const ENDING_FAILED = /^(Committing|Rolling back) transaction \S+ failed/;

/**
 * Sequelize throws the error of a failed commit or rollback, and prints it too. The caller reports it once, so this
 * suppresses the printing.
 */
export function leaveOutTheConsole(): void {
  const { warn } = console;
  console.warn = (...said: unknown[]) => {
    if (!ENDING_FAILED.test(String(said[0]))) warn(...said);
  };
}
