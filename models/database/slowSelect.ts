import { QueryTypes, type Sequelize } from 'sequelize';
import { queued, queueOfEach } from './queue.ts';
import type { Values } from './select.ts';
import { isInTransaction } from './transaction.ts';

/**
 * Reads what may take long, such as a search, without holding up anything else; the database plans it for its values. Sqlite
 * has a connection of its own for these reads and does one at a time: two would take two of libuv's four threads, one of
 * which only waits for the other. PostgreSQL does three at a time, of a process's ten connections, each within the page's
 * time budget. Whoever waits in the queue for longer than that is told that the desk is not available.
 */
export async function selectSlowly<Row>(database: Sequelize, sql: string, values?: Values): Promise<Row[]> {
  const options = { replacements: values, type: QueryTypes.SELECT, uuid: 'slow' } as const;
  const ask = async () => (await database.query(sql, options)) as Row[];
  return isInTransaction() ? ask() : queued(queueOf(database), 'searches', 1, ask);
}

const queueOf = queueOfEach((database) => (database.getDialect() === 'sqlite' ? 1 : 3));
