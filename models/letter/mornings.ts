import { QueryTypes } from 'sequelize';
import { dateOfDayNumber } from '../../domain/calendar/calendarDate.ts';
import { localDayNumber, morningOfDayNumber, startOfDayNumber } from '../../domain/calendar/zone.ts';
import type { ReminderStep } from '../../domain/deadlines/reminderSteps.ts';
import { WARNING_DAYS } from '../../domain/deadlines/urgency.ts';
import type { Desk } from '../desk.ts';
import { type SqlWords, sqlWordsOf } from './sqlWords.ts';

/** So many days ago the last safe day can have been of a clock that is not late yet: as long as a place works on no day at all. */
const LONGEST_CLOSURE = 366;
/** So many days ago a due day can have been that is not over yet in the zone of receipt. */
const ZONES_APART = 3;

/**
 * What the clock on the wall says in each organisation's zone, as two tables of a statement. `zones`: the last `day` whose
 * 08:00 has come, that day two days on, its first instant, and `digest_on`, the day itself from its 08:00 to
 * its end. `steps`: the safe or due days that a step `fits` if it is the latest of a day clock, with the moment it came.
 */
export async function mornings(desk: Desk, now: Date): Promise<string> {
  const organisations = await desk.database.query<{ zone: string }>(
    "SELECT zone FROM organisations UNION SELECT 'UTC'",
    { type: QueryTypes.SELECT },
  );
  const words = sqlWordsOf(desk.database);
  const zones = organisations.map(({ zone }) => zoneAt(zone, now));
  return `zones (zone, day, in_two, day_start, digest_on) AS (VALUES ${zones.map((at) => zoneRow(at, words)).join(', ')}),
    steps (zone, step, fits, at) AS (VALUES ${zones.flatMap((at) => stepRows(at, words)).join(', ')})`;
}

type ZoneAt = { zone: string; day: number; hasBegun: boolean };

/** The last local day whose 08:00 has come, as its number; `hasBegun` when that is today. */
function zoneAt(zone: string, now: Date): ZoneAt {
  const today = localDayNumber(now.getTime(), zone);
  const hasBegun = morningOfDayNumber(today, zone) <= now;
  return { zone, day: hasBegun ? today : today - 1, hasBegun };
}

function zoneRow({ zone, day, hasBegun }: ZoneAt, { text, moment }: SqlWords): string {
  const days = [day, day + 2].map((nth) => text(dateOfDayNumber(nth)));
  const start = moment(new Date(startOfDayNumber(day, zone)));
  return `(${[text(zone), ...days, start, hasBegun ? text(dateOfDayNumber(day)) : 'NULL'].join(', ')})`;
}

function stepRows({ zone, day }: ZoneAt, { text, moment }: SqlWords): string[] {
  const stepOn = (name: ReminderStep, nth: number, daysOn: number) =>
    `(${text(zone)}, '${name}', ${text(dateOfDayNumber(nth + daysOn))}, ${moment(morningOfDayNumber(nth, zone))})`;
  const back = (days: number, rowOf: (nth: number) => string) =>
    Array.from({ length: days + 1 }, (_, ago) => rowOf(day - ago));
  return [
    ...back(ZONES_APART, (nth) => stepOn('due-day', nth, 0)),
    ...back(LONGEST_CLOSURE, (nth) => stepOn('two-days', nth, 2)),
    ...back(WARNING_DAYS - 2, (nth) => stepOn('seven-days', nth, WARNING_DAYS)),
  ];
}
