import type { Standing } from '../../domain/reports/end.ts';
import type { Month, MonthSpan } from '../../domain/reports/month.ts';
import { momentFromColumn } from '../database/select.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import type { By, Desk } from '../desk.ts';

/** What an act after the close changed in a closed month: how many ends of a standing no longer hold, or hold since. */
export type CorrectedRow = { month: Month; standing: Standing; isSince: boolean; n: number; lastAt: Date };

/** The corrections of the months of a period, in their order. */
export async function correctionsOf(
  desk: Desk,
  { organisationId }: Pick<By, 'organisationId'>,
  { from, to }: MonthSpan,
): Promise<CorrectedRow[]> {
  const rows = await selectSlowly<CorrectedRow>(
    desk.database,
    `SELECT month, standing, stands AS "isSince", COUNT(*) AS n, MAX(COALESCE(replaced_at, counted_at)) AS "lastAt"
     FROM counted_ends WHERE organisation_id = :organisationId AND month >= :from AND month <= :to AND at_close <> stands
     GROUP BY month, standing, stands ORDER BY month, stands, standing`,
    { organisationId, from, to },
  );
  return rows.map((row) => ({
    ...row,
    isSince: Boolean(row.isSince),
    n: Number(row.n),
    lastAt: momentFromColumn(row.lastAt),
  }));
}
