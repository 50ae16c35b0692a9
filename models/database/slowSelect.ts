import { QueryTypes, type Sequelize } from 'sequelize';
import { queued, queueOfEach } from './queue.ts';
import type { Values } from './select.ts';
import { isInTransaction } from './transaction.ts';

/**
 * Reads what may take long, such as a search, without holding up other reads; the database plans it for its values. Sqlite
 * has one connection for this and runs one read at a time: a second would occupy another of libuv's four threads just to
 * wait. PostgreSQL runs three at a time, of a process's ten connections, each within the page's time budget. A wait in the
 * queue beyond that throws `Unavailable`.
 */
export async function selectSlowly<Row>(database: Sequelize, sql: string, values?: Values): Promise<Row[]> {
  const options = { replacements: values, type: QueryTypes.SELECT, uuid: 'slow' } as const;
  const ask = async () => (await database.query(sql, options)) as Row[];
  return isInTransaction() ? ask() : queued(queueOf(database), 'searches', 1, ask);
}

const queueOf = queueOfEach((database) => (database.getDialect() === 'sqlite' ? 1 : 3));
