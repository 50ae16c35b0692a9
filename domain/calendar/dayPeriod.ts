import { RuleViolation } from '../ruleViolation.ts';
import { addMonthsToDayNumber, dateOfDayNumber, dateParts } from './calendarDate.ts';
import { closedSteps, declaredWorking, skippedSteps, whyClosed } from './closedDays.ts';
import type { HolidayCalendar } from './holidays.ts';
import type { Period } from './periodText.ts';
import type { Step } from './step.ts';

/** A calendar with this many days in a row without a working day is a mistake. */
const LONGEST_CLOSURE = 400;

/**
 * The last day of a period of days, weeks, months, years or working days, before any rolling. The day of the event is not
 * counted (Reg. 1182/71 Art. 3(1)): 31 January + P1M is 28 February, Wednesday + P1W the next Wednesday. `fact` names the
 * event in the steps. docs/law.md#days-and-weeks
 */
export function nominalDay(
  start: number,
  period: Period,
  calendar: HolidayCalendar,
  steps?: Step[],
  fact?: string,
): number {
  const nominal = advance(start, period, calendar);
  if (!steps) return nominal;
  const { count, unit } = period;
  const [from, to] = [dateOfDayNumber(start), dateOfDayNumber(nominal)];
  steps.push({ code: `${unit}-added`, data: { count, from, to, ...(fact && { fact }) } });
  if (unit === 'working-days') steps.push(...skippedSteps(start + 1, nominal, calendar));
  else steps.push(...clampedSteps(start, nominal, unit));
  return nominal;
}

/** The step for a month that lacks the number of the first day: the period ends on its last day (Art. 3(2)(c)). */
export function clampedSteps(start: number, nominal: number, unit: Period['unit']): Step[] {
  const { day } = dateParts(start);
  if ((unit !== 'months' && unit !== 'years') || dateParts(nominal).day === day) return [];
  return [{ code: 'clamped', data: { day, to: dateOfDayNumber(nominal) } }];
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
 * The last day of a period that nominally ends on `nominal`: rolled to the next working day (Art. 3(4)), and late enough to
 * contain two working days (Art. 3(5); not for a single day). 2026-05-01 in France becomes Monday 4 May. Without `rolls`,
 * as for storage, it stays. docs/law.md#rolling, docs/law.md#two-working-days
 */
export function lastDay(
  { start, nominal, period, rolls }: { start: number; nominal: number; period: Period; rolls: boolean },
  calendar: HolidayCalendar,
  steps?: Step[],
): number {
  if (period.unit === 'working-days') return nominal;
  if (!rolls) {
    if (steps && !calendar.isWorkingDay(nominal)) {
      steps.push(whyClosed(nominal, calendar), {
        code: 'not-rolled',
        data: { on: dateOfDayNumber(nominal) },
      });
    }
    return nominal;
  }
  const rolled = nextWorkingDay(nominal, calendar);
  steps?.push(...closedSteps(nominal, rolled - 1, calendar), ...declaredWorking(rolled, rolled, calendar));
  if (steps && rolled !== nominal) steps.push({ code: 'rolled', data: { to: dateOfDayNumber(rolled) } });
  if (period.unit === 'days' && period.count < 2) return rolled;
  const second = nthWorkingDay(start, 2, calendar, rolled);
  if (second <= rolled) return rolled;
  steps?.push(...secondWorkingDay({ start, nominal, rolled, second }, calendar));
  return second;
}

/** The steps for the two working days that a period must contain (Art. 3(5)), with the closed days not listed yet. */
function secondWorkingDay(
  { start, nominal, rolled, second }: { start: number; nominal: number; rolled: number; second: number },
  calendar: HolidayCalendar,
): Step[] {
  const first = dateOfDayNumber(nextWorkingDay(start + 1, calendar));
  return [
    ...closedSteps(start + 1, nominal - 1, calendar),
    ...closedSteps(rolled, second, calendar),
    { code: 'first-working-day', data: { on: first } },
    { code: 'two-working-days', data: { to: dateOfDayNumber(second) } },
  ];
}

/** The day that lies a period before an event, whose own day is not counted: 31 March less P1M is 28 February. */
export function nominalBefore(event: number, { count, unit }: Period, calendar: HolidayCalendar): number {
  if (unit !== 'working-days') return advance(event, { count: -count, unit }, calendar);
  let day = event;
  for (let found = 0; found < count; ) {
    day = safeDay(day - 1, calendar);
    found += 1;
  }
  return day;
}

/** The last working day on or before a day: the day to aim for, since authorities disagree about rolling. docs/law.md#safe-day */
export function safeDay(nominal: number, calendar: HolidayCalendar): number {
  let day = nominal;
  while (!calendar.isWorkingDay(day)) {
    day -= 1;
    if (nominal - day > LONGEST_CLOSURE)
      throw new RuleViolation('calendar-without-working-days', { calendar: calendar.id });
  }
  return day;
}

/** The first working day on or after a day. */
function nextWorkingDay(from: number, calendar: HolidayCalendar): number {
  let day = from;
  while (!calendar.isWorkingDay(day)) {
    day += 1;
    if (day - from > LONGEST_CLOSURE)
      throw new RuleViolation('calendar-without-working-days', { calendar: calendar.id });
  }
  return day;
}

/** The n-th working day after a day. With `enough`, a calendar without working days is noticed soon after that day. */
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
