import { type CalendarDate, calendarDate } from '../calendar/calendarDate.ts';
import { startOfDay } from '../calendar/zone.ts';

declare const branded: unique symbol;
/** A month of a year, `2026-03`. Months compare as texts. */
export type Month = string & { readonly [branded]: 'Month' };

/** The month that a text names; undefined for anything else. */
export const asMonth = (text: unknown): Month | undefined =>
  typeof text === 'string' && /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : undefined;

/** The month of a day: 2026-03-31 is in 2026-03. */
export const monthOf = (day: CalendarDate): Month => day.slice(0, 7) as Month;

/** So many months later, or earlier where negative: 2026-11 + 2 is 2027-01. */
export function addMonths(month: Month, count: number): Month {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  const [year, ofYear] = [Math.floor(months / 12), (months % 12) + 1];
  return `${String(year).padStart(4, '0')}-${String(ofYear).padStart(2, '0')}` as Month;
}

/** Its first day. */
export const firstDayOf = (month: Month): CalendarDate => calendarDate(`${month}-01`);

/** The months of a period, the first and the last among them. */
export function monthsIn({ from, to }: MonthSpan): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** Whole months, the first and the last among them. */
export type MonthSpan = { from: Month; to: Month };

/** The first instant after a month in a zone: from then on its figures do not change. 2026-03 in Paris: 2026-03-31T22:00Z. */
export const closeOf = (month: Month, zone: string): Date =>
  startOfDay(firstDayOf(addMonths(month, 1)), zone);

/** Whether a month is closed: its last day has ended. */
export const isClosed = (month: Month, now: Date, zone: string): boolean => now >= closeOf(month, zone);

/**
 * Whether a month was closed by this desk, so that what is learnt of it later is a correction: not one before the month in which the desk
 * received its own first request. Since November 2026: October 2026, looked at in December, was never closed here, November was.
 */
export const countsAsClosed = (month: Month, now: Date, zone: string, since: Month | undefined): boolean =>
  since !== undefined && month >= since && isClosed(month, now, zone);

/** A report covers no more: beyond that its tables are no longer read. */
const MOST_MONTHS = 60;

/**
 * The period that an address asks for. Without one: from January of this year, or of the last one while it is January, to now. What
 * lies in the future or the wrong way round is brought into order.
 */
export function periodAsked(asked: { from?: unknown; to?: unknown }, now: Month): MonthSpan {
  const usual = `${(now.endsWith('-01') ? addMonths(now, -1) : now).slice(0, 4)}-01` as Month;
  const [a, b] = [asMonth(asked.from) ?? usual, asMonth(asked.to) ?? now];
  const to = earlier(later(a, b), now);
  const from = earlier(earlier(a, b), now);
  return { from: later(from, addMonths(to, 1 - MOST_MONTHS)), to };
}

const earlier = (...months: Month[]): Month => months.sort()[0] as Month;
const later = (...months: Month[]): Month => months.sort().at(-1) as Month;
