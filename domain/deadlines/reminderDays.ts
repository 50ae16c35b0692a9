import { type CalendarDate, dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { nominalBefore, safeDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Clock } from '../policies/policy.ts';
import { WARNING_DAYS } from './urgency.ts';

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
 * Five and two working days before the safe day, and the due day itself or, where that is no working day, the last one before:
 * by the calendar of the request, so that no reminder leaves on a day on which nobody works. Safe on Monday 28 December 2026
 * in Paris: Friday 18 and Wednesday 23 December.
 */
export function reminderDays(safe: number, due: number, calendar: HolidayCalendar): ReminderDays {
  return {
    firstReminderOn: dateOfDayNumber(nominalBefore(safe, FIRST, calendar)),
    secondReminderOn: dateOfDayNumber(nominalBefore(safe, SECOND, calendar)),
    lastReminderOn: dateOfDayNumber(safeDay(due, calendar)),
  };
}

/**
 * From which day a clock is due soon: as many days before the safe day as its pack says, 7 if it says nothing, and not after the
 * first reminder, which holidays may make earlier.
 */
export const warningDay = (
  safe: number,
  { warnDays = WARNING_DAYS }: Pick<Clock, 'warnDays'>,
  { firstReminderOn }: ReminderDays,
): number => Math.min(safe - warnDays, dayNumberOf(firstReminderOn));
