import type { Step } from '../calendar/step.ts';
import type { Clock } from '../policies/policy.ts';
import type { Deadline, Facts } from './deadline.ts';

/** The dates of one clock, and why they are what they are. */
export type Dates = Pick<
  Deadline,
  | 'kind'
  | 'startsAt'
  | 'nominalOn'
  | 'dueOn'
  | 'safeOn'
  | 'dueAt'
  | 'targetAt'
  | 'outerAt'
  | 'lateAt'
  | 'warnAt'
  | 'firstReminderOn'
  | 'secondReminderOn'
  | 'lastReminderOn'
  | 'because'
>;

/** The dates of a clock, since when it has been suspended (if it is), and whether every rule that was used is confirmed. */
export type DatedClock = { dates: Dates; stillSince?: number; confirmed: boolean };

/** The step that names the fact from which a clock runs, and when it happened. */
export function startStep(clock: Clock, facts: Facts, startsAt: Date): Step {
  const data = { at: startsAt, zone: facts.zone };
  if (clock.starts === 'received') return { code: 'received-at', data };
  return { code: 'starts-at', data: { ...data, fact: clock.starts } };
}
