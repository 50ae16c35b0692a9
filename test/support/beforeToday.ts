import type { Sequelize } from 'sequelize';

/** Takes away the indexes that migration 070 makes, and lets it run again: columns from before it can then be dropped. */
export async function beforeToday(database: Sequelize): Promise<void> {
  for (const index of [
    'subject_requests_undelivered',
    'subject_requests_unannounced',
    'tasks_overdue',
    'tasks_ahead',
  ])
    await database.query(`DROP INDEX ${index}`);
  await database.query("DELETE FROM migrations WHERE name = '070-today'");
}
