import { QueryTypes, type Sequelize } from 'sequelize';
import { patience } from './patience.ts';
import type { Values } from './read.ts';
import { isInTransaction } from './transaction.ts';
import { Unavailable } from './unavailable.ts';

/**
 * Reads what may take long, such as a search, planned for its values, so that nothing else waits for it. Sqlite has a
 * connection for these reads, and one of them at a time: two would hold two of libuv's four threads, one of them only
 * waiting for the other. PostgreSQL takes a few at once, of the ten connections of a process, each within the page's
 * patience. Whoever stands in the line for longer than that is told that the desk is not available.
 */
export async function readAside<Row>(database: Sequelize, sql: string, values?: Values): Promise<Row[]> {
  const options = { replacements: values, type: QueryTypes.SELECT, uuid: 'aside' } as const;
  const ask = async () => (await database.query(sql, options)) as Row[];
  return isInTransaction() ? ask() : inLane(laneOf(database), ask);
}

type Lane = { free: number; waiting: (() => void)[] };
const lanes = new WeakMap<Sequelize, Lane>();

function laneOf(database: Sequelize): Lane {
  const known = lanes.get(database) ?? { free: database.getDialect() === 'sqlite' ? 1 : 3, waiting: [] };
  lanes.set(database, known);
  return known;
}

async function inLane<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  if (lane.free > 0) lane.free -= 1;
  else await turnIn(lane);
  try {
    return await work();
  } finally {
    const next = lane.waiting.shift();
    if (next) next();
    else lane.free += 1;
  }
}

function turnIn({ waiting }: Lane): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = () => {
    waiting.splice(waiting.indexOf(take), 1);
    reject(new Unavailable('too long a line of searches'));
  };
  const timer = setTimeout(giveUp, patience());
  const take = () => {
    clearTimeout(timer);
    resolve();
  };
  waiting.push(take);
  return promise;
}
