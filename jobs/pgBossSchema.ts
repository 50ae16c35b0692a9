import type { Db } from 'pg-boss';
import manifest from 'pg-boss/package.json' with { type: 'json' };
import { QueryTypes, type Sequelize } from 'sequelize';
import { takeAdvisoryLock } from '../models/database/locks.ts';
import { inTransaction } from '../models/database/transaction.ts';

/** pg-boss's own version of its tables, as the installed package wants it. */
const WANTED = manifest.pgboss.schema;
const STEP = `pgboss-${WANTED}`;

/**
 * The tables of the queue (schema `pgboss`), said like a migration. Read only; a newer one is none of our business. An
 * sqlite desk has no such queue.
 */
export async function bossSchema(database: Sequelize): Promise<{ executed: string[]; pending: string[] }> {
  if (database.getDialect() !== 'postgres') return { executed: [], pending: [] };
  return (await versionOf(database)) >= WANTED
    ? { executed: [STEP], pending: [] }
    : { executed: [], pending: [STEP] };
}

/** Makes or renews the tables of the queue; gives the names of what ran. Processes that do so at once take turns. */
export async function installBoss(database: Sequelize): Promise<string[]> {
  if ((await bossSchema(database)).pending.length === 0) return [];
  return inTransaction(database, async () => {
    // pg-boss's own lets two make one schema
    await takeAdvisoryLock(database, 'installBoss');
    const { pending } = await bossSchema(database);
    if (pending.length > 0) await install(database);
    return pending;
  });
}

async function install(database: Sequelize): Promise<void> {
  const { PgBoss } = await import('pg-boss'); // not for an sqlite desk, nor where nothing is to do
  const boss = new PgBoss({ db: through(database), supervise: false, schedule: false });
  let fault: Error | undefined;
  boss.on('error', (error) => {
    fault = error;
  });
  await boss.start();
  await boss.stop({ graceful: false });
  if (fault) throw fault;
}

/** Outside of our transaction, as pg-boss begins its own. What it asks here comes without values. */
const through = (database: Sequelize): Db => ({
  executeSql: async (text) => ({ rows: (await database.query(text, { transaction: null }))[0] as object[] }),
});

async function versionOf(database: Sequelize): Promise<number> {
  const ask = async <T extends object>(sql: string) =>
    (await database.query<T>(sql, { type: QueryTypes.SELECT }))[0];
  const there = "SELECT tablename FROM pg_tables WHERE schemaname = 'pgboss' AND tablename = 'version'";
  if (!(await ask(there))) return 0;
  return (await ask<{ version: number }>('SELECT version FROM pgboss.version'))?.version ?? 0;
}
