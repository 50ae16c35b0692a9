import type { Step } from '../calendar/step.ts';
import type { Clock } from '../policies/policy.ts';
import type { Deadline, Facts } from './deadline.ts';

/** Dates of one clock, whether it stands still now, and whether every rule that was used is confirmed. */
export type Dates = Omit<
  Deadline,
  'clock' | 'pack' | 'title' | 'advisory' | 'state' | 'source' | 'chosen' | 'confirmed'
> & { paused: boolean; confirmed: boolean };

/** Which fact a clock runs from, and when it happened. */
export function startStep(clock: Clock, facts: Facts, startsAt: Date): Step {
  const data = { at: startsAt, zone: facts.zone };
  if (clock.starts === 'received') return { code: 'received-at', data };
  return { code: 'starts-at', data: { ...data, fact: clock.starts } };
}
