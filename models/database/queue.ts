import type { Sequelize } from 'sequelize';
import { timeBudget } from './timeBudget.ts';
import { Unavailable } from './unavailable.ts';

/** First come, first served, so many at a time. `p-queue` bounds how long work runs; what must be bounded here is how long it waits. */
export type Queue = { free: number; waiting: (() => void)[] };

/** A queue for each database, of so many at a time. */
export function queueOfEach(atOnce: (database: Sequelize) => number): (database: Sequelize) => Queue {
  const queues = new WeakMap<Sequelize, Queue>();
  return (database) => {
    const queue = queues.get(database) ?? { free: atOnce(database), waiting: [] };
    queues.set(database, queue);
    return queue;
  };
}

/**
 * Does `work` when its turn comes. Throws `Unavailable` when that takes longer than `share` of the time budget: nothing has
 * been done then. `whom` names those who wait, for the error.
 */
export async function queued<T>(
  queue: Queue,
  whom: string,
  share: number,
  work: () => Promise<T>,
): Promise<T> {
  if (queue.free > 0) queue.free -= 1;
  else await turnIn(queue, whom, share);
  try {
    return await work();
  } finally {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.free += 1;
  }
}

function turnIn({ waiting }: Queue, whom: string, share: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = () => {
    waiting.splice(waiting.indexOf(take), 1);
    reject(new Unavailable(`too many ${whom} in the queue`));
  };
  const timer = setTimeout(giveUp, timeBudget() * share);
  const take = () => {
    clearTimeout(timer);
    resolve();
  };
  waiting.push(take);
  return promise;
}
