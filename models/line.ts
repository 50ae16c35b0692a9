import type { Sequelize } from 'sequelize';
import { patience } from './patience.ts';
import { Unavailable } from './unavailable.ts';

/** Work that takes turns: so many at a time, the others in the order in which they came. */
export type Line = { free: number; waiting: (() => void)[] };

/** A line for each database, of so many at a time. */
export function lineOfEach(atOnce: (database: Sequelize) => number): (database: Sequelize) => Line {
  const lines = new WeakMap<Sequelize, Line>();
  return (database) => {
    const line = lines.get(database) ?? { free: atOnce(database), waiting: [] };
    lines.set(database, line);
    return line;
  };
}

/**
 * Does `work` when it is its turn. Whoever would stand for longer than `share` of the patience at hand is told that there is
 * too long a line of `whom`, and has done nothing.
 */
export async function inTurn<T>(line: Line, whom: string, share: number, work: () => Promise<T>): Promise<T> {
  if (line.free > 0) line.free -= 1;
  else await turnIn(line, whom, share);
  try {
    return await work();
  } finally {
    const next = line.waiting.shift();
    if (next) next();
    else line.free += 1;
  }
}

function turnIn({ waiting }: Line, whom: string, share: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = () => {
    waiting.splice(waiting.indexOf(take), 1);
    reject(new Unavailable(`too long a line of ${whom}`));
  };
  const timer = setTimeout(giveUp, patience() * share);
  const take = () => {
    clearTimeout(timer);
    resolve();
  };
  waiting.push(take);
  return promise;
}
