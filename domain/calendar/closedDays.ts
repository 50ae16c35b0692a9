import { dateOfDayNumber, weekdayOfDayNumber } from './calendarDate.ts';
import type { HolidayCalendar } from './holidays.ts';
import type { NamedDay, Step } from './step.ts';

// Which days are not working days (Reg. 1182/71 Art. 2(2)), in steps from which a reader can recount them.

/** Up to a week of closed days is listed day by day; a longer run is one sentence. */
const LONGEST_TOLD_BY_DAY = 7;
/** Up to how many holidays are named; beyond that, as in periods of many years, only their number in each year is given. */
const MOST_NAMED = 20;

/** Why a day is not a working day. */
export function whyClosed(day: number, calendar: HolidayCalendar): Step {
  const on = dateOfDayNumber(day);
  if (weekdayOfDayNumber(day) > 5) return { code: 'weekend', data: { on } };
  const declared = calendar.declared?.(day);
  if (declared) return { code: 'declared', data: { on, name: declared.name, source: declared.source } };
  const name = calendar.holidayName(day);
  return name ? { code: 'holiday', data: { on, ...name } } : { code: 'closed', data: { on } };
}

/** The days from the first to the last that are not working days, each with its reason; a long run as one step. */
export function closedSteps(first: number, last: number, calendar: HolidayCalendar): Step[] {
  const days: number[] = [];
  for (let day = first; day <= last; day += 1) if (!calendar.isWorkingDay(day)) days.push(day);
  if (days.length <= LONGEST_TOLD_BY_DAY) return toldByDay(days, calendar);
  const [from, to] = [dateOfDayNumber(first), dateOfDayNumber(last)];
  return [{ code: 'closed-run', data: { from, to, ...skippedIn(first, last, calendar) } }];
}

/** Each day with its reason; a holiday is followed by its remark, if it has one. */
function toldByDay(days: readonly number[], calendar: HolidayCalendar): Step[] {
  const steps: Step[] = [];
  for (const day of days) {
    const step = whyClosed(day, calendar);
    steps.push(step);
    const remark = step.code === 'holiday' && calendar.remarkOn?.(day);
    if (remark) steps.push({ code: 'holiday-remark', data: { ...remark } });
  }
  return steps;
}

/** What a count of working days skipped from the first to the last day: how many weekend days, and which holidays. */
export function skippedSteps(first: number, last: number, calendar: HolidayCalendar): Step[] {
  const data = skippedIn(first, last, calendar);
  const left = data.weekends + data.count > 0 ? [{ code: 'skipped', data }] : [];
  return [...left, ...declaredWorking(first, last, calendar)];
}

/** The weekdays between two days that this desk declared to be working days, although the calendar has a holiday. */
export function declaredWorking(first: number, last: number, calendar: HolidayCalendar): Step[] {
  const steps: Step[] = [];
  if (!calendar.declared) return steps;
  for (let day = first; day <= last; day += 1) {
    const declared = calendar.declared(day);
    if (!declared?.working || weekdayOfDayNumber(day) > 5) continue;
    const { name, source } = declared;
    steps.push({ code: 'declared-working', data: { on: dateOfDayNumber(day), name, source } });
  }
  return steps;
}

/**
 * `count` is the number of holidays, `days` that of all days; `days` less weekends less holidays are the working days. Either
 * the holidays are named, or `years` gives their number in each year.
 */
function skippedIn(first: number, last: number, calendar: HolidayCalendar): Skipped {
  let weekends = 0;
  const holidays: NamedDay[] = [];
  for (let day = first; day <= last; day += 1) {
    if (calendar.isWorkingDay(day)) continue;
    if (weekdayOfDayNumber(day) > 5) weekends += 1;
    else holidays.push({ on: dateOfDayNumber(day), ...calendar.holidayName(day) });
  }
  const all = { days: last - first + 1, weekends, count: holidays.length };
  return holidays.length <= MOST_NAMED
    ? { ...all, holidays, years: '' }
    : { ...all, holidays: [], years: byYear(holidays) };
}

type Skipped = { days: number; weekends: number; count: number; holidays: NamedDay[]; years: string };

/** `2026: 9, 2027: 11`. */
function byYear(days: readonly NamedDay[]): string {
  const years = Map.groupBy(days, ({ on }) => on.slice(0, 4));
  return [...years].map(([year, all]) => `${year}: ${all.length}`).join(', ');
}
