import { RuleViolation } from '../ruleViolation.ts';
import { addMonthsToDayNumber, dateOfDayNumber, partsOf, weekdayOfDayNumber } from './calendarDate.ts';
import type { HolidayCalendar } from './holidays.ts';
import type { Period } from './periodText.ts';
import type { Step } from './step.ts';

/** A calendar in which so many days in a row are no working days is a mistake, not a calendar. */
const LONGEST_CLOSURE = 400;

/**
 * The last day of a period of days, weeks, months, years or working days before any rolling. The day of the
 * event is not counted (Reg. 1182/71 Art. 3(1)): 31 January + P1M is 28 February, Wednesday + P1W the next Wednesday.
 */
export function nominalDay(start: number, period: Period, calendar: HolidayCalendar, steps?: Step[]): number {
  const nominal = advance(start, period, calendar);
  if (steps) {
    const [from, to] = [dateOfDayNumber(start), dateOfDayNumber(nominal)];
    steps.push({ code: `${period.unit}-added`, data: { count: period.count, from, to } });
    if (period.unit === 'months' || period.unit === 'years') {
      const { day } = partsOf(start);
      if (day > 28 && partsOf(nominal).day !== day) steps.push({ code: 'clamped', data: { day, to } });
    }
  }
  return nominal;
}

function advance(start: number, { count, unit }: Period, calendar: HolidayCalendar): number {
  switch (unit) {
    case 'days':
      return start + count;
    case 'weeks':
      return start + count * 7;
    case 'months':
      return addMonthsToDayNumber(start, count);
    case 'years':
      return addMonthsToDayNumber(start, count * 12);
    case 'working-days':
      return nthWorkingDay(start, count, calendar);
    case 'hours':
    case 'minutes':
      throw new RuleViolation('period-needs-moment', {});
  }
}

/**
 * The day on which a period that nominally ends on `nominal` does end: rolled to the next working day (Art. 3(4)),
 * and late enough that two working days lie inside (Art. 3(5); not for a single day).
 * 2026-05-01 in France becomes Monday 4 May. Storage periods and the like do not roll.
 */
export function lastDay(
  { start, nominal, period, rolls }: { start: number; nominal: number; period: Period; rolls: boolean },
  calendar: HolidayCalendar,
  steps?: Step[],
): number {
  if (period.unit === 'working-days') return nominal;
  if (!rolls) {
    if (steps && !calendar.isWorkingDay(nominal)) {
      steps.push({ code: 'not-rolled', data: { on: dateOfDayNumber(nominal) } });
    }
    return nominal;
  }
  const rolled = nextWorkingDay(nominal, calendar, steps);
  if (steps && rolled !== nominal) steps.push({ code: 'rolled', data: { to: dateOfDayNumber(rolled) } });
  if (period.unit === 'days' && period.count < 2) return rolled;
  const second = nthWorkingDay(start, 2, calendar, rolled);
  if (second <= rolled) return rolled;
  steps?.push({ code: 'two-working-days', data: { to: dateOfDayNumber(second) } });
  return second;
}

/** The day a period of days or longer before an event, whose day is not counted: 31 March less P1M is 28 February. */
export function nominalBefore(event: number, { count, unit }: Period, calendar: HolidayCalendar): number {
  if (unit !== 'working-days') return advance(event, { count: -count, unit }, calendar);
  let day = event;
  for (let found = 0; found < count; ) {
    day = safeDay(day - 1, calendar);
    found += 1;
  }
  return day;
}

/** The last working day on or before a day: what to aim for, since authorities disagree about rolling (LAW.md H.1). */
export function safeDay(nominal: number, calendar: HolidayCalendar): number {
  let day = nominal;
  while (!calendar.isWorkingDay(day)) {
    day -= 1;
    if (nominal - day > LONGEST_CLOSURE)
      throw new RuleViolation('calendar-without-working-days', { calendar: calendar.id });
  }
  return day;
}

/** The first working day on or after a day; each day passed over leaves a step with its reason. */
export function nextWorkingDay(from: number, calendar: HolidayCalendar, steps?: Step[]): number {
  let day = from;
  while (!calendar.isWorkingDay(day)) {
    steps?.push(whyClosed(day, calendar));
    day += 1;
    if (day - from > LONGEST_CLOSURE)
      throw new RuleViolation('calendar-without-working-days', { calendar: calendar.id });
  }
  return day;
}

/** The n-th working day after a day, looking no further than needed once `enough` is reached with n found. */
function nthWorkingDay(start: number, n: number, calendar: HolidayCalendar, enough = Infinity): number {
  let day = start;
  for (let found = 0; found < n; ) {
    day += 1;
    if (calendar.isWorkingDay(day)) found += 1;
    if (found < n && enough !== Infinity && day > enough + LONGEST_CLOSURE) {
      throw new RuleViolation('calendar-without-working-days', { calendar: calendar.id });
    }
    if (day - start > (n + LONGEST_CLOSURE) * 7) {
      throw new RuleViolation('calendar-without-working-days', { calendar: calendar.id });
    }
  }
  return day;
}

/** Working days after `from`, up to and including `to`. */
export function workingDaysBetween(from: number, to: number, calendar: HolidayCalendar): number {
  let count = 0;
  for (let day = from + 1; day <= to; day += 1) if (calendar.isWorkingDay(day)) count += 1;
  return count;
}

function whyClosed(day: number, calendar: HolidayCalendar): Step {
  const on = dateOfDayNumber(day);
  if (weekdayOfDayNumber(day) > 5) return { code: 'weekend', data: { on } };
  const name = calendar.holidayName(day);
  return name ? { code: 'holiday', data: { on, ...name } } : { code: 'closed', data: { on } };
}
