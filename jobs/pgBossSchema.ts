import type { Db } from 'pg-boss';
import manifest from 'pg-boss/package.json' with { type: 'json' };
import type { Sequelize } from 'sequelize';
import { takeAdvisoryLock } from '../models/database/locks.ts';
import { inTransaction } from '../models/database/transaction.ts';
import { askOnce, runOutside } from '../models/database/unprepared.ts';

/** The schema version of pg-boss that the installed package needs. */
const WANTED = manifest.pgboss.schema;
const STEP = `pgboss-${WANTED}`;

/**
 * The state of the job queue's tables (schema `pgboss`) in the form of a migration: executed or pending. Reads only. A
 * schema newer than the package counts as executed. An sqlite desk has no such queue.
 */
export async function bossSchema(database: Sequelize): Promise<{ executed: string[]; pending: string[] }> {
  if (database.getDialect() !== 'postgres') return { executed: [], pending: [] };
  return (await versionOf(database)) >= WANTED
    ? { executed: [STEP], pending: [] }
    : { executed: [], pending: [STEP] };
}

/**
 * Creates or upgrades the queue's tables; returns the names of the steps run. Concurrent processes wait for each other.
 */
export async function installBoss(database: Sequelize): Promise<string[]> {
  if ((await bossSchema(database)).pending.length === 0) return [];
  return inTransaction(database, async () => {
    // pg-boss's own lock lets two processes create the schema at once
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

/** Runs outside our transaction, because pg-boss begins its own. Its statements here have no bound values. */
const through = (database: Sequelize): Db => ({
  executeSql: async (text) => ({ rows: await runOutside(database, text) }),
});

async function versionOf(database: Sequelize): Promise<number> {
  const there = "SELECT tablename FROM pg_tables WHERE schemaname = 'pgboss' AND tablename = 'version'";
  if ((await askOnce(database, there)).length === 0) return 0;
  const [row] = await askOnce<{ version: number }>(database, 'SELECT version FROM pgboss.version');
  return row?.version ?? 0;
}
