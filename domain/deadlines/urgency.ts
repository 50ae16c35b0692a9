import { type CalendarDate, daysBetween } from '../calendar/calendarDate.ts';
import type { Deadline } from './deadline.ts';

// The only definition of late and soon, for list, badge, tab, export and mail. Instants and integers only.

type UrgencyInput = Pick<Deadline, 'state' | 'advisory'> & { lateAt?: Date | null };

/**
 * Late: running, and the first late instant has come. A day clock due on 30 April in Paris is in time at 23:59 and late at
 * 00:00 on 1 May; an hour clock is late at its target. docs/law.md#overdue
 */
export function isLate(deadline: UrgencyInput, now: Date): boolean {
  return runs(deadline) && deadline.lateAt instanceof Date && now >= deadline.lateAt;
}

/** Whether a promise is running: not an advisory row, and neither met, cancelled, suspended nor still to start. */
export function runs({ state, advisory }: Pick<UrgencyInput, 'state' | 'advisory'>): boolean {
  return state === 'running' && !advisory;
}

/** What a list needs of a request: its earliest late instant, the clock it belongs to, and its earliest warning. */
type Summary = { nextLateAt?: Date; nextClock?: string; nextPack?: string; warnAt?: Date };

/** The summary of the running clocks; empty when none runs. */
export function summaryOf(
  deadlines: readonly (UrgencyInput & Pick<Deadline, 'clock' | 'pack' | 'warnAt'>)[],
): Summary {
  const summary: Summary = {};
  for (const deadline of deadlines) {
    const { lateAt, warnAt, clock, pack } = deadline;
    if (!runs(deadline)) continue;
    if (lateAt && (!summary.nextLateAt || lateAt < summary.nextLateAt)) {
      summary.nextLateAt = lateAt;
      summary.nextClock = clock;
      summary.nextPack = pack;
    }
    if (warnAt && (!summary.warnAt || warnAt < summary.warnAt)) summary.warnAt = warnAt;
  }
  return summary;
}

export const URGENCIES = ['late', 'today', 'soon', 'inTime', 'waiting', 'done'] as const;
export type Urgency = (typeof URGENCIES)[number];

/**
 * The urgency band of a request. `standing` says whether it is closed or waits for the person; a clock that runs anyway can
 * still make it late. `tomorrow` is the first instant of the next local day: due by then is due today.
 */
export function urgencyOf(
  { nextLateAt, warnAt }: { nextLateAt?: Date | null; warnAt?: Date | null },
  standing: 'open' | 'waiting' | 'closed',
  now: Date,
  tomorrow: Date,
): Urgency {
  if (standing === 'closed') return 'done';
  if (!nextLateAt) return standing === 'waiting' ? 'waiting' : 'done';
  if (now >= nextLateAt) return 'late';
  if (nextLateAt <= tomorrow) return 'today';
  if (warnAt && now >= warnAt) return 'soon';
  return standing === 'waiting' ? 'waiting' : 'inTime';
}

/** From this many hours on, whole days are shown: "24 days late", not "576 hours late". */
const HOURS_SAID = 72;

/** The time left, or by how much it is late. Day clocks count days (0 left is today); hour clocks minutes, hours or days. */
export type TimeLeft = { unit: 'day' | 'hour' | 'minute'; count: number; late: boolean };

/**
 * Data for "3 days left", "2 hours late". Lateness is whole days after the due day. An hour clock counts minutes below an
 * hour, hours below 72, then whole days of 24 hours: 118 hours late are 4 days late. All are rounded down, so that no more
 * time is shown than there is. Undefined where the clock has no date yet.
 */
export function timeLeft(
  deadline: { dueOn?: CalendarDate | null; targetAt?: Date | null },
  now: Date,
  today: CalendarDate,
): TimeLeft | undefined {
  if (deadline.targetAt) {
    const minutes = (deadline.targetAt.getTime() - now.getTime()) / 60_000;
    const late = minutes <= 0;
    const whole = Math.floor(Math.abs(minutes));
    const hours = Math.floor(whole / 60);
    if (hours < 1) return { unit: 'minute', count: whole, late };
    if (hours < HOURS_SAID) return { unit: 'hour', count: hours, late };
    return { unit: 'day', count: Math.floor(hours / 24), late };
  }
  if (!deadline.dueOn) return undefined;
  const days = daysBetween(today, deadline.dueOn);
  return { unit: 'day', count: Math.abs(days), late: days < 0 };
}
