import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { QueryTypes } from 'sequelize';
import { inTransaction } from '../../models/database/transaction.ts';
import type { Desk } from '../../models/desk.ts';
import type { Order, Verb } from './actor.ts';
import { TABLES, testDatabaseUrl } from './database.ts';
import { TEST_SECRET } from './desk.ts';
import { temporaryFolder } from './process.ts';

type Pair = {
  /** Makes both processes do this at the same moment; returns each result: `done`, or the error. */
  both(desk: Desk, verb: Verb, first: unknown[], second?: unknown[]): Promise<string[]>;
  /** The same for two different acts. */
  meet(desk: Desk, first: Deed, second: Deed): Promise<string[]>;
  end(): Promise<void>;
};

/** An act with its arguments after the desk. */
export type Deed = [Verb, ...unknown[]];

/** The two processes of a test suite, started before it and ended after it. */
export function pairOfSuite(): Pick<Pair, 'both' | 'meet'> {
  let pair: Pair;
  before(async () => {
    pair = await startPair();
  });
  after(() => pair.end());
  return { both: (...given) => pair.both(...given), meet: (...given) => pair.meet(...given) };
}

/** Starts two processes on this test's database. */
async function startPair(): Promise<Pair> {
  const { folder, remove } = temporaryFolder();
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    DATA_DIR: folder,
    SECRET_KEY: TEST_SECRET,
    DATABASE_URL: await testDatabaseUrl(),
  };
  const actors = [0, 1].map(() =>
    fork(join(import.meta.dirname, 'actor.ts'), {
      env,
      serialization: 'advanced',
      execPath: process.execPath,
    }),
  );
  await Promise.all(actors.map((actor) => once(actor, 'message')));
  const meet: Pair['meet'] = (desk, ...deeds) =>
    atOnce(
      desk,
      actors,
      deeds.map(([verb, ...args]) => ({ verb, args, now: desk.clock() })),
    );
  return {
    both: (desk, verb, first, second = first) => meet(desk, [verb, ...first], [verb, ...second]),
    meet,
    end: async () => {
      await Promise.all(actors.map((actor) => [actor.kill(), once(actor, 'exit')][1]));
      remove();
    },
  };
}

/** Locks the tables until both processes, having read, wait to write or to lock a row; then releases them. */
async function atOnce(desk: Desk, actors: ChildProcess[], orders: Order[]): Promise<string[]> {
  const outcomes: Promise<string>[] = [];
  await inTransaction(desk.database, async () => {
    if (desk.database.getDialect() === 'postgres')
      await desk.database.query(`LOCK TABLE ${TABLES.join(', ')} IN EXCLUSIVE MODE`);
    const begun = actors.map((actor) => once(actor, 'message'));
    for (const [number, actor] of actors.entries()) actor.send(orders[number] as Order);
    await Promise.all(begun);
    for (const actor of actors) outcomes.push(once(actor, 'message').then(([said]) => String(said)));
    await standBefore(desk, actors.length);
  });
  return Promise.all(outcomes);
}

async function standBefore({ database }: Desk, count: number): Promise<void> {
  if (database.getDialect() === 'sqlite') return void (await pause(40)); // it does not tell who waits
  const waiting = `SELECT COUNT(*) AS count FROM pg_locks JOIN pg_database d ON d.oid = database
    WHERE NOT granted AND d.datname = current_database()`;
  for (const end = Date.now() + 5000; Date.now() < end; await pause(5)) {
    const [row] = await database.query<{ count: string }>(waiting, { type: QueryTypes.SELECT });
    if (Number(row?.count) >= count) return;
  }
  throw new Error('They do not both wait for the tables');
}
