import type { Sequelize } from 'sequelize';
import { momentFromColumn, select } from '../database/select.ts';

type UnsentRow = { failed: number | string; oldest: Date | null };

/**
 * How many letters failed for good, and when the oldest was ordered that still waits for the mail server: of one organisation, or
 * without one of the whole desk. One statement, by the index of states.
 */
export async function unsentLetters(
  database: Sequelize,
  organisationId?: number,
): Promise<{ failed: number; oldest?: Date }> {
  const whose = organisationId ? 'AND organisation_id = :organisationId' : '';
  const [row] = await select<UnsentRow>(
    database,
    `SELECT (SELECT COUNT(*) FROM letters WHERE state = 'failed' ${whose}) AS failed,
       (SELECT MIN(created_at) FROM letters WHERE state = 'queued' AND channel = 'mail' ${whose}) AS oldest`,
    { organisationId },
  );
  const oldest = momentFromColumn(row?.oldest ?? null);
  return { failed: Number(row?.failed ?? 0), ...(oldest && { oldest }) };
}
