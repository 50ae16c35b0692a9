import { AsyncLocalStorage } from 'node:async_hooks';
import { Sequelize, Transaction } from 'sequelize';
import { mustBeWhole, noteDamage } from './damage.ts';
import { queued, queueOfEach } from './queue.ts';
import { isReadOnly } from './readOnly.ts';

/**
 * The only way to a database transaction. Nested calls join the outer one. On sqlite, transactions queue in this process:
 * otherwise they wait for the lock on libuv's four threads and starve its holder (of 20 concurrent form posts 3 finished in
 * 20 s; queued, 1,000 of 1,000 in 4.6 s).
 */
const store = new AsyncLocalStorage<Map<string, unknown>>();

/** Must run before the first `new Sequelize`: every query inside a transaction then joins it automatically. */
export function useAsyncLocalStorage(): void {
  Sequelize.useCLS({
    run: (work: (context: unknown) => unknown) => {
      const context = new Map();
      return store.run(context, () => work(context));
    },
    get: (key: string) => store.getStore()?.get(key),
    set: (key: string, value: unknown) => store.getStore()?.set(key, value),
    bind: (work: unknown) => work,
  } as object);
}

const queueOf = queueOfEach(() => 1);

/** Whether the caller is inside a transaction: only its connection sees uncommitted rows. */
export const isInTransaction = (): boolean => Boolean(store.getStore()?.get('transaction'));

/** The driver's connection of the current transaction. */
export const connectionInHand = (): unknown =>
  (store.getStore()?.get('transaction') as { connection?: unknown } | undefined)?.connection;

/**
 * Runs `work` in a transaction: committed when it resolves, rolled back when it throws. No I/O but the database inside. Throws
 * `Damaged`, before anything is written, if the database is damaged.
 */
export async function inTransaction<T>(database: Sequelize, work: () => Promise<T>): Promise<T> {
  if (isInTransaction()) return work();
  mustBeWhole(database);
  const type = isReadOnly(database) ? Transaction.TYPES.DEFERRED : Transaction.TYPES.IMMEDIATE; // which may still read
  const begin = () => database.transaction({ type }, work);
  try {
    return await (database.getDialect() === 'sqlite'
      ? inWriteQueue(database, begin)
      : database.transaction(work));
  } catch (error) {
    noteDamage(database, error);
    throw error;
  }
}

/** Runs `work` while nothing else in this process writes. Throws `Unavailable`, with nothing written, if its turn takes too long. */
export const inWriteQueue = <T>(database: Sequelize, work: () => Promise<T>): Promise<T> =>
  queued(queueOf(database), 'writers', HALF, work);

/** The share of the time budget for queueing: the statement that follows may have to wait too, for another process. */
const HALF = 1 / 2;
