import type { Sequelize } from 'sequelize';
import { timeBudget } from './timeBudget.ts';
import { Unavailable } from './unavailable.ts';

/** First come, first served, so many at a time. `p-queue` limits how long work runs; what needs a limit here is how long it waits. */
type WorkQueue = { free: number; waiting: (() => void)[] };

/** Creates a queue for each database, with so many at a time. */
export function queueOfEach(atOnce: (database: Sequelize) => number): (database: Sequelize) => WorkQueue {
  const queues = new WeakMap<Sequelize, WorkQueue>();
  return (database) => {
    const queue = queues.get(database) ?? { free: atOnce(database), waiting: [] };
    queues.set(database, queue);
    return queue;
  };
}

/**
 * Runs `work` when its turn comes. Throws `Unavailable`, without running it, if the wait exceeds `share` of the time
 * budget. `whom` names the waiting work in the error.
 */
export async function queued<T>(
  queue: WorkQueue,
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

function turnIn({ waiting }: WorkQueue, whom: string, share: number): Promise<void> {
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
