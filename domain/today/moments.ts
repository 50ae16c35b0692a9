import { addDays, type CalendarDate, dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { safeDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import { localDate, startOfDay } from '../calendar/zone.ts';
import type { TodayMoments } from './groups.ts';

/** So many days after today belong to the week ahead, as in the queue. */
const WEEK = 7;
/** The look ahead shows this and the four weeks after it. */
export const LOOK_AHEAD = 35;

/**
 * The moments of a day in a zone. What came since the start of the last working day before today is new: on Monday 2 March 2026 what came
 * since Friday, 00:00.
 */
export function momentsOf(
  now: Date,
  zone: string,
  calendar: HolidayCalendar,
): TodayMoments & { today: CalendarDate } {
  const today = localDate(now, zone);
  const start = (days: number) => startOfDay(addDays(today, days), zone);
  const before = dateOfDayNumber(safeDay(dayNumberOf(today) - 1, calendar));
  return {
    today,
    now,
    tomorrow: start(1),
    weekEnd: start(WEEK + 1),
    since: startOfDay(before, zone),
    horizon: start(LOOK_AHEAD + 1),
  };
}
