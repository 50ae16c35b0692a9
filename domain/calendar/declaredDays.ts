import { RuleViolation } from '../ruleViolation.ts';
import { type CalendarDate, dayNumberOf, weekdayOfDayNumber } from './calendarDate.ts';
import type { DeclaredDay } from './declaredDay.ts';
import type { HolidayCalendar } from './holidays.ts';

/** So many years before and after this one a day can be declared: dates of requests reach no further, and 2062 is 2026 mistyped. */
const REACH = 10;

/** Throws RuleViolation `declared-out-of-range` for a day further away. Today 2 March 2026: from 2016 to 2036. */
export function assertDeclarable(on: CalendarDate, today: CalendarDate): void {
  const year = Number(today.slice(0, 4));
  const [first, last] = [year - REACH, year + REACH];
  const own = Number(on.slice(0, 4));
  if (own < first || own > last) throw new RuleViolation('declared-out-of-range', { first, last });
}

/**
 * A calendar with days that were declared late (a one-off holiday, a day of mourning). `working: true` removes a holiday.
 * France with 29 May 2026 declared: a month that ends on that Friday ends on Monday 1 June. docs/law.md#declared-days
 */
export function withDeclaredDays(calendar: HolidayCalendar, days: readonly DeclaredDay[]): HolidayCalendar {
  if (days.length === 0) return calendar;
  const byNumber = new Map(days.map((day) => [dayNumberOf(day.on), day]));
  const { option } = calendar;
  return {
    ...calendar,
    ...(option && { option: { ...option, otherwise: withDeclaredDays(option.otherwise, days) } }),
    version: `${calendar.version}, declared ${days.map(({ on, working }) => `${working ? '-' : '+'}${on}`).join(' ')}`,
    isWorkingDay: (number) => {
      const declared = byNumber.get(number);
      if (!declared || weekdayOfDayNumber(number) > 5) return calendar.isWorkingDay(number);
      return declared.working;
    },
    declared: (number) => byNumber.get(number),
    holidayName: (number) => {
      const declared = byNumber.get(number);
      if (!declared) return calendar.holidayName(number);
      return declared.working ? undefined : { en: declared.name };
    },
  };
}
