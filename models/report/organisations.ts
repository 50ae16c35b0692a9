import type { CountedGroup } from '../../domain/reports/figures.ts';
import type { MonthSpan } from '../../domain/reports/month.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import type { Desk } from '../desk.ts';
import { CAN_WORK } from '../membership.ts';

/** What was counted in one of the organisations that a user works for. */
export type CountedOrganisation = { id: number; slug: string; name: string; groups: CountedGroup[] };

type CountedOrganisationRow = Omit<CountedOrganisation, 'groups'> & {
  standing: CountedGroup['standing'] | null;
  n: number;
};

/** The organisations in which a user may read requests, with what was counted in each. */
export async function countedByOrganisation(
  desk: Desk,
  userId: number,
  { from, to }: MonthSpan,
): Promise<CountedOrganisation[]> {
  const rows = await selectSlowly<CountedOrganisationRow>(
    desk.database,
    `SELECT o.id, o.slug, o.name, e.standing, COUNT(e.standing) AS n
     FROM memberships m JOIN users u ON u.id = m.user_id JOIN organisations o ON o.id = m.organisation_id
     LEFT JOIN counted_ends e ON e.organisation_id = o.id AND e.at_close AND e.month >= :from AND e.month <= :to
     WHERE m.user_id = :userId AND ${CAN_WORK('u')} GROUP BY o.id, o.slug, o.name, e.standing ORDER BY o.id, e.standing`,
    { userId, from, to },
  );
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((ofOne) => {
    const { id, slug, name } = ofOne[0] as CountedOrganisationRow;
    const groups = ofOne.flatMap(({ standing, n }) =>
      standing ? [{ standing, n: Number(n), days: 0, daysLate: null }] : [],
    );
    return { id, slug, name, groups };
  });
}
