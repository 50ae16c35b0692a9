import { type Db, PgBoss } from 'pg-boss';
import manifest from 'pg-boss/package.json' with { type: 'json' };
import { QueryTypes, type Sequelize } from 'sequelize';

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
  const { pending } = await bossSchema(database);
  if (pending.length === 0) return [];
  const boss = new PgBoss({ db: through(database), supervise: false, schedule: false });
  let fault: Error | undefined;
  boss.on('error', (error) => {
    fault = error;
  });
  await boss.start();
  await boss.stop({ graceful: false });
  if (fault) throw fault;
  return pending;
}

/** What it asks here comes without values: the queue's work has connections of its own. */
const through = (database: Sequelize): Db => ({
  executeSql: async (text) => ({ rows: (await database.query(text))[0] as object[] }),
});

async function versionOf(database: Sequelize): Promise<number> {
  const ask = async <T extends object>(sql: string) =>
    (await database.query<T>(sql, { type: QueryTypes.SELECT }))[0];
  const there = await ask<{ name: string | null }>("SELECT to_regclass('pgboss.version') AS name");
  if (!there?.name) return 0;
  return (await ask<{ version: number }>('SELECT version FROM pgboss.version'))?.version ?? 0;
}
