import { RuleViolation } from '../ruleViolation.ts';

declare const branded: unique symbol;
/** A calendar day, `YYYY-MM-DD`, years 0001 to 9999. Only the functions of this file make one. */
export type CalendarDate = string & { readonly [branded]: 'CalendarDate' };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const LAST_DAY_NUMBER = dayNumberFrom(9999, 12, 31);
const FIRST_DAY_NUMBER = dayNumberFrom(1, 1, 1);

/** True for a day that exists: `2028-02-29`, not `2026-02-29`. */
export function isCalendarDate(text: unknown): text is CalendarDate {
  const match = typeof text === 'string' ? SHAPE.exec(text) : null;
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The day that a text names. One that does not exist, like `2026-02-31`, is refused, never moved to another. */
export function calendarDate(text: string): CalendarDate {
  if (isCalendarDate(text)) return text;
  throw new RuleViolation('date-invalid', { text });
}

/** Days since 1970-01-01 (`1970-01-02` is 1), so that days can be counted as integers. */
export function dayNumberOf(date: CalendarDate): number {
  return dayNumberFrom(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

const written = new Map<number, CalendarDate>();

/** The day of a day number: 1 is `1970-01-02`. */
export function dateOfDayNumber(dayNumber: number): CalendarDate {
  const known = written.get(dayNumber);
  if (known) return known;
  if (!(dayNumber >= FIRST_DAY_NUMBER && dayNumber <= LAST_DAY_NUMBER)) {
    throw new RuleViolation('date-out-of-range', {});
  }
  const { year, month, day } = dateParts(dayNumber);
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CalendarDate;
  if (written.size > 100_000) written.clear();
  written.set(dayNumber, date);
  return date;
}

/** `days` later, or earlier where negative: 2026-02-28 + 1 is 2026-03-01. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/**
 * The day with the same number `months` later, or the last day of that month where the number does not exist
 * (Reg. 1182/71 Art. 3(2)(c)): 31 January + 1 is 28 February, 28 February + 1 is 28 March. docs/law.md#months
 */
export function addMonthsClamped(date: CalendarDate, months: number): CalendarDate {
  return dateOfDayNumber(addMonthsToDayNumber(dayNumberOf(date), months));
}

/** `addMonthsClamped` on day numbers. */
export function addMonthsToDayNumber(dayNumber: number, months: number): number {
  const { year, month, day } = dateParts(dayNumber);
  const monthIndex = year * 12 + (month - 1) + months;
  const toYear = Math.floor(monthIndex / 12);
  const toMonth = monthIndex - toYear * 12 + 1;
  return dayNumberFrom(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return weekdayOfDayNumber(dayNumberOf(date));
}

/** `weekdayOf` on day numbers: 0 (1970-01-01) was a Thursday, 4. */
export function weekdayOfDayNumber(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** Days from `a` to `b`: 2026-03-01 to 2026-03-04 is 3, the other way round -3. */
export function daysBetween(a: CalendarDate, b: CalendarDate): number {
  return dayNumberOf(b) - dayNumberOf(a);
}

/** 28 to 31. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// The two functions below count in years that begin on 1 March, so that the leap day is the last.

/** The day number of a Gregorian date. */
export function dayNumberFrom(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Year, month (1 to 12) and day of a day number. */
export function dateParts(dayNumber: number): { year: number; month: number; day: number } {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
