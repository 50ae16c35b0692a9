import type { Sequelize } from 'sequelize';
import { momentFromColumn, select } from '../database/select.ts';

/** When the newest event of the log was written; nothing before the first. */
export async function newestEventAt(database: Sequelize): Promise<Date | undefined> {
  const sql = 'SELECT at FROM events ORDER BY id DESC LIMIT 1';
  const [row] = await select<{ at: Date | string }>(database, sql, {});
  return row && momentFromColumn(row.at);
}
