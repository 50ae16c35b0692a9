import { type CalendarDate, isCalendarDate } from '../calendar/calendarDate.ts';
import { RuleViolation } from '../ruleViolation.ts';

/** How a table writes a day in numbers: 3 April as `03/04/2025` or as `04/03/2025`. */
export const DAY_ORDERS = ['day-first', 'month-first'] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;

/**
 * The orders in which a text names a day: none for a text that is no day, both for `03/04/2025`, one for `13/04/2025`. What is the
 * same day in both orders, `03/03/2025`, or begins with its year, fits any.
 */
function readings(text: string): { any?: CalendarDate } & Partial<Record<DayOrder, CalendarDate>> {
  const iso = ISO.exec(text)?.[1];
  if (isCalendarDate(iso)) return { any: iso };
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  const first = dayOf(year, month, day);
  if (first) return { any: first };
  const [, one, other, last] = YEAR_LAST.exec(text) ?? [];
  const [dayFirst, monthFirst] = [dayOf(last, other, one), dayOf(last, one, other)];
  if (dayFirst && dayFirst === monthFirst) return { any: dayFirst };
  return {
    ...(dayFirst && { 'day-first': dayFirst }),
    ...(monthFirst && { 'month-first': monthFirst }),
  };
}

function dayOf(year = '', month = '', day = ''): CalendarDate | undefined {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(written) ? written : undefined;
}

/**
 * What a column says of its order, value by value: one that fits both orders is open, one that fits a single order decides, and a
 * column that has values of both orders decides nothing.
 */
export type OrderSeen = { open: boolean } & Record<DayOrder, boolean>;

export const nothingSeen = (): OrderSeen => ({ open: false, 'day-first': false, 'month-first': false });

/** Notes what a further value of the column says. */
export function noteOrder(seen: OrderSeen, text: string): void {
  const found = readings(text);
  if (found['day-first'] && found['month-first']) seen.open = true;
  else if (found['day-first']) seen['day-first'] = true;
  else if (found['month-first']) seen['month-first'] = true;
}

/** The order that the column itself decides; `ask` where a value could be two days and nothing decides; undefined where none needs it. */
export function orderDecided(seen: OrderSeen): DayOrder | 'ask' | undefined {
  if (seen['day-first'] !== seen['month-first']) return seen['day-first'] ? 'day-first' : 'month-first';
  return seen.open || seen['day-first'] ? 'ask' : undefined;
}

/**
 * The day that a cell names. Throws `date-invalid`; `line-day-unclear` for one that could be two days where no order is known, never
 * guessing; `line-day-other-order` for one that is a day only in the other order.
 */
export function dayIn(text: string, order: DayOrder | undefined): CalendarDate {
  const found = readings(text);
  if (found.any) return found.any;
  const both = found['day-first'] && found['month-first'];
  if (!order && both)
    throw new RuleViolation('line-day-unclear', {
      text,
      dayFirst: found['day-first'],
      monthFirst: found['month-first'],
    });
  const day = order ? found[order] : (found['day-first'] ?? found['month-first']);
  if (day) return day;
  const other = found['day-first'] ?? found['month-first'];
  throw other
    ? new RuleViolation('line-day-other-order', { text, day: other })
    : new RuleViolation('date-invalid', { text });
}
