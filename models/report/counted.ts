import type { CountedGroup } from '../../domain/reports/figures.ts';
import type { MonthSpan } from '../../domain/reports/month.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import type { By, Desk } from '../desk.ts';

/** By what the ends of requests are counted. */
const DIMENSIONS = ['month', 'right', 'policy', 'channel'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const COLUMN: Record<Dimension, string> = {
  month: 'month',
  right: '"right"',
  policy: 'policy_id',
  channel: 'channel',
};
const ALL = Object.values(COLUMN).join(', ');

type CountedRow = CountedGroup & { dimension: Dimension; name: string };

/** The ends of a period as they were counted, by each dimension and its names: one pass along an index, then sums of its groups. */
export async function countedEnds(
  desk: Desk,
  { organisationId }: Pick<By, 'organisationId'>,
  { from, to }: MonthSpan,
): Promise<Record<Dimension, Map<string, CountedGroup[]>>> {
  const { once } = sqlWordsOf(desk.database);
  const sums = DIMENSIONS.map(
    (
      dimension,
    ) => `SELECT '${dimension}' AS dimension, ${COLUMN[dimension]} AS name, standing, days, SUM(n) AS n,
      MAX(worst) AS "daysLate" FROM counted GROUP BY ${COLUMN[dimension]}, standing, days`,
  );
  const rows = await selectSlowly<CountedRow>(
    desk.database,
    `WITH counted AS ${once} (SELECT ${ALL}, standing, days, COUNT(*) AS n, MAX(days_late) AS worst
       FROM counted_ends WHERE organisation_id = :organisationId AND at_close AND month >= :from AND month <= :to
       GROUP BY ${ALL}, standing, days)
     ${sums.join(' UNION ALL ')}`,
    { organisationId, from, to },
  );
  const of = Map.groupBy(rows, ({ dimension }) => dimension);
  return Object.fromEntries(
    DIMENSIONS.map((dimension) => [dimension, named(of.get(dimension) ?? [])]),
  ) as Record<Dimension, Map<string, CountedGroup[]>>;
}

/** PostgreSQL returns its sums as text. */
const named = (rows: CountedRow[]): Map<string, CountedGroup[]> =>
  Map.groupBy(
    rows.map((row) => ({ ...row, n: Number(row.n) })),
    ({ name }) => name,
  );
