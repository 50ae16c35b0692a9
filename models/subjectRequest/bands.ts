import { addDays } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { URGENCIES, type Urgency } from '../../domain/deadlines/urgency.ts';
import { NOT_CLOSED_STATUSES } from '../../domain/lifecycle/status.ts';
import { select } from '../database/select.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import { quotedWords } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';

const REQUESTS = `FROM subject_requests WHERE organisation_id = :id AND kind = 'request'
  AND status IN (${quotedWords(NOT_CLOSED_STATUSES)})`;
const WARNED = `${REQUESTS} AND warn_at <= :now AND next_late_at > :tomorrow`;
const AT_LEISURE = `CASE WHEN status = 'waiting' THEN 'waiting' ELSE 'inTime' END`;

/**
 * `urgencyOf` as SQL (a test compares the two), using indexes only. One index knows when a request is late, another when it
 * is due soon, so requests are first counted as if none were due soon, and then moved. Closed requests are not read; their
 * number comes from the kept counts (decision 0009).
 */
const BANDS = `SELECT CASE WHEN next_late_at IS NULL THEN CASE WHEN status = 'waiting' THEN 'waiting' ELSE 'done' END
    WHEN next_late_at <= :now THEN 'late' WHEN next_late_at <= :tomorrow THEN 'today' ELSE ${AT_LEISURE} END AS band,
    COUNT(*) AS count ${REQUESTS} GROUP BY 1
  UNION ALL SELECT 'soon', COUNT(*) ${WARNED}
  UNION ALL SELECT ${AT_LEISURE}, -COUNT(*) ${WARNED} GROUP BY 1
  UNION ALL SELECT 'done', SUM(n) FROM request_counts WHERE organisation_id = :id AND name = 'closed' AND hour = 0`;

type BandCountRow = { band: Urgency; count: number | string | null };

/** The number of requests of the whole desk in each band. "Today" is the day in each organisation's zone. */
export async function countBands(desk: Desk, now: Date): Promise<Record<Urgency, number>> {
  const bands = Object.fromEntries(URGENCIES.map((urgency) => [urgency, 0])) as Record<Urgency, number>;
  const organisations = await select<{ id: number; zone: string }>(
    desk.database,
    'SELECT id, zone FROM organisations',
    {},
  );
  for (const { id, zone } of organisations) {
    const tomorrow = startOfDay(addDays(localDate(now, zone), 1), zone);
    const counted = await selectSlowly<BandCountRow>(desk.database, BANDS, { id, now, tomorrow });
    for (const { band, count } of counted) bands[band] += Number(count);
  }
  return bands;
}
