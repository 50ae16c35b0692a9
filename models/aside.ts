import { QueryTypes, type Sequelize } from 'sequelize';
import { inTurn, lineOfEach } from './line.ts';
import type { Values } from './read.ts';
import { isInTransaction } from './transaction.ts';

/**
 * Reads what may take long, such as a search, planned for its values, so that nothing else waits for it. Sqlite has a
 * connection for these reads, and one of them at a time: two would hold two of libuv's four threads, one of them only
 * waiting for the other. PostgreSQL takes a few at once, of the ten connections of a process, each within the page's
 * patience. Whoever stands in the line for longer than that is told that the desk is not available.
 */
export async function readAside<Row>(database: Sequelize, sql: string, values?: Values): Promise<Row[]> {
  const options = { replacements: values, type: QueryTypes.SELECT, uuid: 'aside' } as const;
  const ask = async () => (await database.query(sql, options)) as Row[];
  return isInTransaction() ? ask() : inTurn(lineOf(database), 'searches', 1, ask);
}

const lineOf = lineOfEach((database) => (database.getDialect() === 'sqlite' ? 1 : 3));
