import type { Sequelize } from 'sequelize';
import { select } from './database/select.ts';

/**
 * The number of runs of each job that failed every attempt, within the week that they are kept. Zero on sqlite, where runs are not
 * retried.
 */
export async function countDeadRuns(database: Sequelize): Promise<Record<string, number>> {
  if (database.getDialect() !== 'postgres') return {};
  const rows = await select<{ job: string; count: string }>(
    database,
    `SELECT q.name AS job, COUNT(j.id) AS count FROM pgboss.queue q
     LEFT JOIN pgboss.job j ON j.name = q.dead_letter AND j.source_name = q.name
     WHERE q.dead_letter IS NOT NULL GROUP BY q.name`,
    {},
  );
  return Object.fromEntries(rows.map(({ job, count }) => [job, Number(count)]));
}
