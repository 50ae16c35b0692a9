import type { CalendarDate } from '../calendar/calendarDate.ts';
import { localDate } from '../calendar/zone.ts';
import type { Worded } from '../policies/policy.ts';
import type { Deadline } from './deadline.ts';
import type { ClockEnd } from './endings.ts';
import { type TimeLeft, timeLeft } from './urgency.ts';

// Clocks that ended late. Those that are late and still run are in `urgency`.

type EndedDeadline = Pick<
  Deadline,
  'state' | 'advisory' | 'stoodStill' | 'dueOn' | 'targetAt' | 'lateAt' | 'endedAt'
>;

/**
 * Whether a clock ended late: it was met, or stopped being owed, only after its date. Due on 2 April and answered on 10 May
 * is late for good; so is a request withdrawn on 10 May that nobody had answered. A clock that was suspended when it ended
 * was not late, and an advisory row promises nothing. docs/law.md#lateness
 */
export function hasEndedLate({ advisory, stoodStill, lateAt, endedAt }: EndedDeadline): boolean {
  return !advisory && !stoodStill && Boolean(lateAt && endedAt && endedAt >= lateAt);
}

/**
 * By how much a clock ended late: whole days between its due day and the day on which it ended. Due on 2 April 2026 and
 * answered on 10 May: 38 days. Undefined where it ended in time or has not ended.
 */
export function latenessOf(deadline: EndedDeadline, zone: string): TimeLeft | undefined {
  const { endedAt } = deadline;
  if (!endedAt || !hasEndedLate(deadline)) return undefined;
  return timeLeft(deadline, endedAt, localDate(endedAt, zone));
}

/** The lateness of one clock as a list shows it: which clock, by how much, and whether it was met or cancelled. */
export type Lateness = { clock: string; title: Worded; how: ClockEnd['state'] } & Pick<
  TimeLeft,
  'unit' | 'count'
>;

type NamedDeadline = EndedDeadline & Pick<Deadline, 'clock' | 'title'>;

/**
 * The clock that ended latest. An answer 2 days late beside a deletion 5 days late gives the deletion: a request is as late as
 * the worst of its promises.
 */
export function worstLateness(deadlines: readonly NamedDeadline[], zone: string): Lateness | undefined {
  const late = deadlines.filter(hasEndedLate).sort((a, b) => by(b) - by(a))[0];
  const left = late && latenessOf(late, zone);
  if (!late || !left) return undefined;
  const { clock, title, state } = late;
  return { clock, title, how: state === 'met' ? 'met' : 'cancelled', unit: left.unit, count: left.count };
}

const by = ({ lateAt, endedAt }: EndedDeadline): number =>
  (endedAt?.getTime() ?? 0) - (lateAt?.getTime() ?? 0);

/** What of a request says how late it is: its next clock while it is not closed, and how late the worst of those that ended was. */
type LateRow = {
  status: string;
  nextLateAt: Date | null;
  nextDueOn: CalendarDate | null;
  daysLate?: number | null;
  answeredAt?: Date | null;
  closedAt?: Date | null;
};

/** By how many days the worst promise of a request was late, or is by now; undefined for what still runs in time. */
export function daysLateOf(row: LateRow, now: Date, today: CalendarDate): number | undefined {
  const { status, nextLateAt, nextDueOn, answeredAt, closedAt } = row;
  const isRunningLate = status !== 'closed' && nextLateAt && nextLateAt <= now;
  const left = isRunningLate
    ? timeLeft(nextDueOn ? { dueOn: nextDueOn } : { targetAt: nextLateAt }, now, today)
    : undefined;
  const late = Math.max(row.daysLate ?? 0, left ? daysLate(left) : 0);
  return late > 0 || answeredAt || closedAt ? late : undefined;
}

/**
 * Lateness in whole days, for a column that is summed. Less than a day counts as one, so that nothing late reads as 0:
 * 5 hours are 1, 50 hours 2, 38 days 38.
 */
export function daysLate({ unit, count }: Pick<TimeLeft, 'unit' | 'count'>): number {
  if (unit === 'day') return Math.max(1, count);
  return Math.max(1, Math.floor(unit === 'hour' ? count / 24 : 0));
}
