import { type CalendarDate, calendarDate, dayNumberOf } from '../calendar/calendarDate.ts';
import { beside, RuleViolation } from '../ruleViolation.ts';

/** Days from the first to the last, both included. */
export type DaySpan = { from: CalendarDate; until: CalendarDate };

/** The longest absence or closure that is taken: 2027 typed for 2026 is longer. */
const LONGEST = 400;

export const isWithin = ({ from, until }: DaySpan, on: CalendarDate): boolean => from <= on && on <= until;

/**
 * The days of an absence or a closure as they are stored. Throws beside its field what is no day, an end before the beginning or before
 * today, and more than 400 days.
 */
export function checkedSpan(given: { from: string; until: string }, today: CalendarDate): DaySpan {
  const from = beside('from', () => calendarDate(given.from));
  const until = beside('until', () => calendarDate(given.until || given.from));
  if (until < from) throw new RuleViolation('ends-before-it-begins', {}, 'until');
  if (until < today) throw new RuleViolation('is-over', {}, 'until');
  if (dayNumberOf(until) - dayNumberOf(from) >= LONGEST)
    throw new RuleViolation('too-many-days', { most: LONGEST }, 'until');
  return { from, until };
}
