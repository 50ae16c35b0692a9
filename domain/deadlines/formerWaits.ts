import { dateOfDayNumber } from '../calendar/calendarDate.ts';
import { nominalDay, workingDaysBetween } from '../calendar/dayPeriod.ts';
import type { Step } from '../calendar/step.ts';
import type { Count, Reckoning, Stretch } from './stretch.ts';
import { move } from './waitReadings.ts';

// How waits were counted in the first edition of the rules (docs/law.md#editions). Delete this file once no request is counted by it.

type FormerReading = 'shift' | 'month-from-resume-minus-used';

/** Waits that overlapped counted as one stretch: a later one was cut where an earlier one still ran, and dropped if it ended within. */
export function mergedStretches(waits: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const { askedAfter: _, ...wait } of waits) {
    const last = merged.at(-1);
    if (last && last.answeredAt === undefined) continue;
    if (last?.answeredAt !== undefined && wait.answeredAt !== undefined && wait.answeredAt <= last.answeredAt)
      continue;
    const cut = last?.answeredAt !== undefined && wait.askedAt < last.answeredAt;
    merged.push(cut ? { ...wait, askedAt: last.answeredAt as number, asked: last.answered as number } : wait);
  }
  return merged;
}

/** In that edition a wait could make a date earlier, even earlier than the answer. */
export const FORMER_RECKONING: Reckoning = {
  nominal: (count, waits) => nominalOf(count, waits).nominal,
  tell(count, waits, because) {
    because.push(...stepsOf(waits, count.start));
    const { nominal, other } = nominalOf(count, waits);
    const moved = nominal !== nominalDay(count.start, count.period, count.calendar);
    if (moved) because.push({ code: 'after-pauses', data: { on: dateOfDayNumber(nominal) } });
    if (other !== undefined) because.push({ code: 'other-reading', data: { on: dateOfDayNumber(other) } });
    return nominal;
  },
};

function nominalOf(count: Count, waits: readonly Stretch[]): { nominal: number; other?: number } {
  const shifted = nominalBy('shift', count, waits);
  if (!waits.some(({ model }) => model === 'eu-default')) return { nominal: shifted };
  const resumed = nominalBy('month-from-resume-minus-used', count, waits);
  if (resumed === shifted) return { nominal: shifted };
  return { nominal: Math.min(shifted, resumed), other: Math.max(shifted, resumed) };
}

function nominalBy(reading: FormerReading, count: Count, waits: readonly Stretch[]): number {
  const { start, period, calendar } = count;
  const days = (from: number, to: number) =>
    period.unit === 'working-days' ? workingDaysBetween(from, to, calendar) : to - from;
  let [base, moved, used, running, counted] = [start, 0, 0, start, -Infinity];
  for (const { model, answered, ...wait } of waits) {
    if (answered === undefined || answered < start) continue;
    const asked = Math.max(wait.asked, start);
    used += Math.max(0, days(running, asked));
    running = answered;
    const by = model === 'eu-default' ? reading : model;
    if (by === 'shift') moved += days(asked, answered);
    if (by === 'month-from-resume-minus-used') [base, moved] = [answered, -used];
    if (by === 'restart') [base, moved, used] = [answered, 0, 0];
    if (by === 'inclusive-days') {
      moved += days(Math.max(asked - 1, counted), answered);
      counted = answered;
    }
  }
  return move(nominalDay(base, period, calendar), moved, count);
}

function stepsOf(waits: readonly Stretch[], start: number): Step[] {
  return waits
    .filter(({ answered }) => answered === undefined || answered >= start)
    .map(({ reason, model, confirmed, asked, answered }) => {
      const from = dateOfDayNumber(asked);
      if (answered === undefined) return { code: 'pause-open', data: { reason, from } };
      const data = { reason, model, confirmed, from, to: dateOfDayNumber(answered), count: answered - asked };
      return { code: 'pause', data };
    });
}
