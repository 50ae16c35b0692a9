import { type CalendarDate, dayNumberOf } from '../calendar/calendarDate.ts';
import { localDayNumber, morningOfDayNumber } from '../calendar/zone.ts';
import type { Deadline } from './deadline.ts';
import type { ReminderDays } from './reminderDays.ts';
import { runs } from './urgency.ts';

const REMINDER_STEPS = [
  'seven-days',
  'two-days',
  'due-day',
  'received',
  'half-time',
  'two-hours',
  'late',
] as const;
export type ReminderStep = (typeof REMINDER_STEPS)[number];
type ReminderMoment = { step: ReminderStep; at: Date };

/** What the steps of a clock depend on. */
type ReminderInput = Pick<Deadline, 'kind' | 'state' | 'advisory' | 'startsAt' | 'targetAt'> &
  Partial<ReminderDays>;

/**
 * When to send reminders of a running clock. Day clocks: 08:00 local time on the days of `reminderDays`. Hour clocks: at the
 * start, at half time, two hours before the target, and at the target. Moments before the start are left out: a period of
 * two days has no reminder a week before. docs/law.md#reminders
 */
export function reminderSteps(deadline: ReminderInput, zone: string): ReminderMoment[] {
  if (!runs(deadline) || !deadline.startsAt) return [];
  const startsAt = deadline.startsAt;
  const steps = deadline.kind === 'day' ? daySteps(deadline, zone) : hourSteps(deadline);
  return steps.filter(({ at }) => at >= startsAt).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function daySteps(days: ReminderInput, zone: string): ReminderMoment[] {
  const { firstReminderOn, secondReminderOn, lastReminderOn } = days;
  if (!firstReminderOn || !secondReminderOn || !lastReminderOn) return [];
  const morning = (on: CalendarDate) => morningOfDayNumber(dayNumberOf(on), zone);
  return [
    { step: 'seven-days', at: morning(firstReminderOn) },
    { step: 'two-days', at: morning(secondReminderOn) },
    { step: 'due-day', at: morning(lastReminderOn) },
  ];
}

function hourSteps({ startsAt, targetAt }: ReminderInput): ReminderMoment[] {
  if (!startsAt || !targetAt) return [];
  const [from, to] = [startsAt.getTime(), targetAt.getTime()];
  return [
    { step: 'received', at: startsAt },
    { step: 'half-time', at: new Date(from + Math.floor((to - from) / 2)) },
    { step: 'two-hours', at: new Date(to - 7_200_000) },
    { step: 'late', at: targetAt },
  ];
}

/** 08:00 local time on the day after the due day (hour clocks: after the target), when the escalation address is told. */
export function dayAfter(deadline: Pick<Deadline, 'dueOn' | 'targetAt'>, zone: string): Date | undefined {
  if (deadline.dueOn) return morningOfDayNumber(dayNumberOf(deadline.dueOn) + 1, zone);
  if (!deadline.targetAt) return undefined;
  return morningOfDayNumber(localDayNumber(deadline.targetAt.getTime(), zone) + 1, zone);
}

/** The latest step whose moment has come. After an outage only this one is sent. */
export function latestMissedStep(steps: readonly ReminderMoment[], now: Date): ReminderMoment | undefined {
  return steps.findLast(({ at }) => at <= now);
}
