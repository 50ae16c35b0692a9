import { addDays } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { standIns } from '../../domain/today/hands.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import { colleaguesOf } from '../today/whose.ts';

/** Who of each organisation is away at a moment, on its own day, and who has their work. Mostly nobody is. */
export async function standInsAt(
  desk: Pick<Desk, 'database'>,
  now: Date,
): Promise<{ organisationId: number; id: number; holder?: number }[]> {
  const day = localDate(now, 'UTC'); // which is yesterday or tomorrow somewhere
  const organisations = await select<{ organisationId: number; zone: string }>(
    desk.database,
    `SELECT o.id AS "organisationId", o.zone FROM organisations o WHERE EXISTS (SELECT 1 FROM absences a
       WHERE a.organisation_id = o.id AND a.user_id IS NOT NULL AND a.from_on <= :latest AND a.until_on >= :earliest)`,
    { earliest: addDays(day, -1), latest: addDays(day, 1) },
  );
  const away = organisations.map(async ({ organisationId, zone }) =>
    standIns(await colleaguesOf(desk, { organisationId }, localDate(now, zone))).map((one) => ({
      ...one,
      organisationId,
    })),
  );
  return (await Promise.all(away)).flat();
}
