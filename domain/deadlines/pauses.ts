import type { CalendarDate } from '../calendar/calendarDate.ts';
import { dateOfDayNumber } from '../calendar/calendarDate.ts';
import { nominalDay, workingDaysBetween } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Period } from '../calendar/periodText.ts';
import type { Step } from '../calendar/step.ts';
import { localDayNumber } from '../calendar/zone.ts';
import type { PauseModel, PauseReason, PauseRule, Policy } from '../policies/policy.ts';
import type { Facts } from './deadline.ts';

/** One stretch of waiting that a clock honours. Days are local day numbers; an open one has no answer yet. */
export type Stretch = {
  reason: PauseReason;
  model: PauseModel;
  confirmed: boolean;
  askedAt: number;
  answeredAt?: number;
  asked: number;
  answered?: number;
};

/**
 * The pauses of a request that its pack allows, in order of asking; what overlaps is one stretch, so that no day
 * counts twice. One that the pack does not allow leaves a step, and nothing else.
 */
export function allowedPauses(
  policy: Policy,
  facts: Facts,
  calendar: HolidayCalendar,
  because: Step[],
): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { reason, askedAt, answeredAt } of [...facts.pauses].sort(byAsking)) {
    const allowed = ruleIn(calendar, policy, reason);
    const asked = localDayNumber(askedAt.getTime(), facts.zone);
    if (!allowed || allowed.model === 'none') {
      because.push({ code: 'pause-not-allowed', data: { reason, on: dateOfDayNumber(asked) } });
      continue;
    }
    const stretch: Stretch = {
      reason,
      model: allowed.model,
      confirmed: allowed.confirmed,
      askedAt: askedAt.getTime(),
      asked,
    };
    if (answeredAt && answeredAt >= askedAt) {
      stretch.answeredAt = answeredAt.getTime();
      stretch.answered = localDayNumber(stretch.answeredAt, facts.zone);
    }
    addStretch(stretches, stretch);
  }
  return stretches;
}

/** The rule of the country where the organisation answers, else the policy's own (LAW.md section L). */
function ruleIn(calendar: HolidayCalendar, policy: Policy, reason: PauseReason): PauseRule | undefined {
  const pause = policy.pauses.find((each) => each.reason === reason);
  return pause?.countries?.[calendar.id.slice(0, 2)] ?? pause;
}

function byAsking(a: Facts['pauses'][number], b: Facts['pauses'][number]): number {
  const ends = [a, b].map(({ answeredAt }) => answeredAt?.getTime() ?? Number.MAX_SAFE_INTEGER);
  return (
    a.askedAt.getTime() - b.askedAt.getTime() ||
    (ends[0] as number) - (ends[1] as number) ||
    a.reason.localeCompare(b.reason)
  );
}

/** Cuts a later stretch where an earlier one still runs, or drops it if it ends inside. */
function addStretch(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1);
  if (last) {
    if (last.answeredAt === undefined) return;
    if (next.answeredAt !== undefined && next.answeredAt <= last.answeredAt) return;
    if (next.askedAt < last.answeredAt) {
      next.askedAt = last.answeredAt;
      next.asked = last.answered as number;
    }
  }
  stretches.push(next);
}

/** What is counted: a period from a local day, by a calendar. */
export type Count = { start: number; period: Period; calendar: HolidayCalendar };

/**
 * The nominal day of a period after pauses that are over, by the model of each (LAW.md section L). Received 9 February
 * 2022, asked 15 February, answered 19 April, one month: `shift` 11 May, `month-from-resume-minus-used` 13 May,
 * `inclusive-days` 12 May, `restart` 19 May. `eu-default` is read as `reading`.
 */
export function nominalAfterPauses(
  { start, period, calendar }: Count,
  pauses: readonly Stretch[],
  reading: 'shift' | 'month-from-resume-minus-used',
): number {
  const days = daysOf(period, calendar);
  let [base, moved, used, running, counted] = [start, 0, 0, start, -Infinity];
  for (const pause of pauses) {
    if (pause.answered === undefined || pause.answered < start) continue;
    const asked = Math.max(pause.asked, start);
    used += Math.max(0, days(running, asked));
    running = pause.answered;
    const waited = days(asked, pause.answered);
    switch (pause.model === 'eu-default' ? reading : pause.model) {
      case 'shift':
        moved += waited;
        break;
      case 'inclusive-days':
        moved += days(Math.max(asked - 1, counted), pause.answered);
        counted = pause.answered;
        break;
      case 'month-from-resume-minus-used':
        [base, moved] = [pause.answered, -used];
        break;
      case 'restart':
        [base, moved, used] = [pause.answered, 0, 0];
        break;
      case 'none':
        break;
    }
  }
  return move(nominalDay(base, period, calendar), moved, period, calendar);
}

/** The earlier of the two EU readings, and the other where it differs (LAW.md H.3: authorities disagree). */
export function nominalOfModels(
  count: Count,
  pauses: readonly Stretch[],
): { nominal: number; other?: number } {
  const shifted = nominalAfterPauses(count, pauses, 'shift');
  if (!pauses.some((pause) => pause.model === 'eu-default')) return { nominal: shifted };
  const resumed = nominalAfterPauses(count, pauses, 'month-from-resume-minus-used');
  if (resumed === shifted) return { nominal: shifted };
  return { nominal: Math.min(shifted, resumed), other: Math.max(shifted, resumed) };
}

/** How days of a pause are counted: working days for a period of working days. */
function daysOf(period: Period, calendar: HolidayCalendar): (from: number, to: number) => number {
  if (period.unit !== 'working-days') return (from, to) => to - from;
  return (from, to) => workingDaysBetween(from, to, calendar);
}

function move(nominal: number, by: number, period: Period, calendar: HolidayCalendar): number {
  if (period.unit !== 'working-days') return nominal + by;
  const step = Math.sign(by);
  let day = nominal;
  for (let left = Math.abs(by); left > 0; ) {
    day += step;
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** The steps that tell of pauses which moved a date. */
export function pauseSteps(pauses: readonly Stretch[], start: number): Step[] {
  return pauses
    .filter((pause) => pause.answered === undefined || pause.answered >= start)
    .map(({ reason, model, confirmed, asked, answered }) => {
      const from: CalendarDate = dateOfDayNumber(asked);
      if (answered === undefined) return { code: 'pause-open', data: { reason, from } };
      const data = { reason, model, confirmed, from, to: dateOfDayNumber(answered), count: answered - asked };
      return { code: 'pause', data };
    });
}
