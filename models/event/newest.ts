import type { Sequelize } from 'sequelize';
import { momentFromColumn, select } from '../database/select.ts';

/**
 * When the newest event of the log was written, of one organisation, or without one of the whole desk; nothing before the first.
 */
export async function newestEventAt(database: Sequelize, organisationId?: number): Promise<Date | undefined> {
  const whose = organisationId ? 'WHERE organisation_id = :organisationId' : '';
  const sql = `SELECT at FROM events ${whose} ORDER BY id DESC LIMIT 1`;
  const [row] = await select<{ at: Date | string }>(database, sql, { organisationId });
  return row && momentFromColumn(row.at);
}
