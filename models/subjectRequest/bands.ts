import { QueryTypes } from 'sequelize';
import { addDays } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { URGENCIES, type Urgency } from '../../domain/deadlines/urgency.ts';
import type { Desk } from '../desk.ts';

/** `urgencyOf` as a question to the database, over requests that are not closed (a test holds both beside each other). */
const BAND = `CASE WHEN next_late_at IS NULL THEN CASE WHEN status = 'waiting' THEN 'waiting' ELSE 'done' END
  WHEN next_late_at <= :now THEN 'late' WHEN next_late_at <= :tomorrow THEN 'today' WHEN warn_at <= :now THEN 'soon'
  WHEN status = 'waiting' THEN 'waiting' ELSE 'inTime' END`;

type Counted = { band: Urgency; count: number | string };

/** How many requests of the whole desk are in each band. "Today" is the day of each organisation's zone. */
export async function countBands(desk: Desk, now: Date): Promise<Record<Urgency, number>> {
  const bands = Object.fromEntries(URGENCIES.map((urgency) => [urgency, 0])) as Record<Urgency, number>;
  const organisations = await desk.database.query<{ id: number; zone: string }>(
    'SELECT id, zone FROM organisations',
    { type: QueryTypes.SELECT },
  );
  for (const { id, zone } of organisations) {
    const tomorrow = startOfDay(addDays(localDate(now, zone), 1), zone);
    const counted = await desk.database.query<Counted>(
      `SELECT ${BAND} AS band, COUNT(*) AS count FROM subject_requests
         WHERE organisation_id = :id AND status <> 'closed' GROUP BY 1
       UNION ALL SELECT 'done', COUNT(*) FROM subject_requests WHERE organisation_id = :id AND status = 'closed'`,
      { type: QueryTypes.SELECT, replacements: { id, now, tomorrow } },
    );
    for (const { band, count } of counted) bands[band] += Number(count);
  }
  return bands;
}
