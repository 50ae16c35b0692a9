import { dateOfDayNumber } from '../../domain/calendar/calendarDate.ts';
import { localDayNumber, morningOfDayNumber, startOfDayNumber } from '../../domain/calendar/zone.ts';
import { select } from '../database/select.ts';
import { type SqlWords, sqlWordsOf } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';

/**
 * The latest reminder of a deadline that is not late can be at most this many days old: the longest run of days on which nobody
 * works.
 */
const LONGEST_SILENCE = 380;

/**
 * The local time in each organisation's zone, as two tables of a statement. `zones`: the last `day` whose 08:00 has come, its
 * first instant and its end, and `digest_on`, the day itself from its 08:00 to its end. `steps`: each day on which the latest reminder of
 * a day deadline may have been sent, with that moment.
 */
export async function mornings(desk: Desk, now: Date): Promise<string> {
  const organisations = await select<{ zone: string }>(
    desk.database,
    "SELECT zone FROM organisations UNION SELECT 'UTC'",
    {},
  );
  const words = sqlWordsOf(desk.database);
  const zones = organisations.map(({ zone }) => zoneAt(zone, now));
  return `zones (zone, day, day_start, day_end, digest_on) AS (VALUES ${zones.map((at) => zoneRow(at, words)).join(', ')}),
    steps (zone, day, at) AS (VALUES ${zones.flatMap((at) => stepRows(at, words)).join(', ')})`;
}

type ZoneAt = { zone: string; day: number; hasBegun: boolean };

/** The last local day whose 08:00 has come, as its number; `hasBegun` if that is today. */
function zoneAt(zone: string, now: Date): ZoneAt {
  const today = localDayNumber(now.getTime(), zone);
  const hasBegun = morningOfDayNumber(today, zone) <= now;
  return { zone, day: hasBegun ? today : today - 1, hasBegun };
}

function zoneRow({ zone, day, hasBegun }: ZoneAt, { text, moment }: SqlWords): string {
  const on = text(dateOfDayNumber(day));
  const [start, end] = [day, day + 1].map((nth) => moment(new Date(startOfDayNumber(nth, zone))));
  return `(${[text(zone), on, start, end, hasBegun ? on : 'NULL'].join(', ')})`;
}

const stepRows = ({ zone, day }: ZoneAt, { text, moment }: SqlWords): string[] =>
  Array.from({ length: LONGEST_SILENCE }, (_, ago) => day - ago).map(
    (nth) => `(${text(zone)}, ${text(dateOfDayNumber(nth))}, ${moment(morningOfDayNumber(nth, zone))})`,
  );
