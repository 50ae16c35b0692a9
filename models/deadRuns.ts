import { QueryTypes, type Sequelize } from 'sequelize';

/** How many runs of each job failed all their tries within the week that they are kept. None on sqlite, where a run is not tried again. */
export async function countDeadRuns(database: Sequelize): Promise<Record<string, number>> {
  if (database.getDialect() !== 'postgres') return {};
  const rows = await database.query<{ job: string; count: string }>(
    `SELECT q.name AS job, COUNT(j.id) AS count FROM pgboss.queue q
     LEFT JOIN pgboss.job j ON j.name = q.dead_letter AND j.source_name = q.name
     WHERE q.dead_letter IS NOT NULL GROUP BY q.name`,
    { type: QueryTypes.SELECT },
  );
  return Object.fromEntries(rows.map(({ job, count }) => [job, Number(count)]));
}
