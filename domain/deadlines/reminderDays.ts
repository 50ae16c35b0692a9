import { type CalendarDate, dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { nominalBefore, safeDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Clock } from '../policies/policy.ts';

/** How many days before the safe day the first warning goes out. */
export const WARNING_DAYS = 7;

/** The days on which staff are reminded of a day clock. */
export type ReminderDays = {
  firstReminderOn: CalendarDate;
  secondReminderOn: CalendarDate;
  lastReminderOn: CalendarDate;
};

/** Working days before the safe day: a week of work, and two days. */
const FIRST = { count: 5, unit: 'working-days' } as const;
const SECOND = { count: 2, unit: 'working-days' } as const;

/**
 * Five and two working days before the safe day, and the due day itself or the last working day before it. They follow the
 * calendar of the request, so no reminder goes out on a day when nobody works. Safe on Monday 28 December 2026 in Paris:
 * Friday 18 and Wednesday 23 December. docs/law.md#reminders
 */
export function reminderDays(safe: number, due: number, calendar: HolidayCalendar): ReminderDays {
  return {
    firstReminderOn: dateOfDayNumber(nominalBefore(safe, FIRST, calendar)),
    secondReminderOn: dateOfDayNumber(nominalBefore(safe, SECOND, calendar)),
    lastReminderOn: dateOfDayNumber(safeDay(due, calendar)),
  };
}

/**
 * The day from which a clock is due soon: as many days before the safe day as its pack says (7 by default), and no later than
 * the first reminder, which holidays may make earlier.
 */
export const warningDay = (
  safe: number,
  { warnDays = WARNING_DAYS }: Pick<Clock, 'warnDays'>,
  { firstReminderOn }: ReminderDays,
): number => Math.min(safe - warnDays, dayNumberOf(firstReminderOn));
