import { localDate } from '../calendar/zone.ts';
import type { Worded } from '../policies/policy.ts';
import type { Deadline } from './deadline.ts';
import { type TimeLeft, timeLeft } from './urgency.ts';

// What is late and over. What is late and still runs is in `urgency`.

type Ended = Pick<
  Deadline,
  'state' | 'advisory' | 'stoodStill' | 'dueOn' | 'targetAt' | 'lateAt' | 'endedAt'
>;

/**
 * Whether a clock that is over ended late: kept after its date, or no longer owed only after it. Due on 2 April and
 * answered on 10 May is late for good, and so is a request withdrawn on 10 May that nobody had answered. A clock that stood
 * still at its end was not late; a row to plan by promises nothing.
 */
export function hasEndedLate({ advisory, stoodStill, lateAt, endedAt }: Ended): boolean {
  return !advisory && !stoodStill && Boolean(lateAt && endedAt && endedAt >= lateAt);
}

/**
 * By how much a clock ended late: whole days between its day and the day of its end, as if one had asked at that moment.
 * Due on 2 April 2026 and answered on 10 May: 38 days. Nothing where it ended in time or has not ended.
 */
export function latenessOf(deadline: Ended, zone: string): TimeLeft | undefined {
  const { endedAt } = deadline;
  if (!endedAt || !hasEndedLate(deadline)) return undefined;
  return timeLeft(deadline, endedAt, localDate(endedAt, zone));
}

/** The lateness of one clock, as a list tells it: of which clock, by how much, and whether it was kept at all. */
export type Lateness = { clock: string; title: Worded; how: 'met' | 'cancelled' } & Pick<
  TimeLeft,
  'unit' | 'count'
>;

type Named = Ended & Pick<Deadline, 'clock' | 'title'>;

/**
 * The latest of the clocks that are over. An answer 2 days late beside a deletion 5 days late gives the deletion: a
 * request is as late as the worst of its promises.
 */
export function worstLateness(deadlines: readonly Named[], zone: string): Lateness | undefined {
  const late = deadlines.filter(hasEndedLate).sort((a, b) => by(b) - by(a))[0];
  const left = late && latenessOf(late, zone);
  if (!late || !left) return undefined;
  const { clock, title, state } = late;
  return { clock, title, how: state === 'met' ? 'met' : 'cancelled', unit: left.unit, count: left.count };
}

const by = ({ lateAt, endedAt }: Ended): number => (endedAt?.getTime() ?? 0) - (lateAt?.getTime() ?? 0);

/**
 * Lateness as a number of whole days, for a column that is added up. What is late by less than a day counts as one, so
 * that nothing late reads as 0: 5 hours are 1, 50 hours 2, 38 days 38.
 */
export function daysLate({ unit, count }: Pick<TimeLeft, 'unit' | 'count'>): number {
  if (unit === 'day') return Math.max(1, count);
  return Math.max(1, Math.floor(unit === 'hour' ? count / 24 : 0));
}
