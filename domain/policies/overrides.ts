import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Policy } from './policy.ts';

/** A number that an organisation gives itself where its policy leaves one open (`chosen`); dated, never taken out of the list. */
export type Override = {
  clock: string;
  period: string;
  from: CalendarDate;
  reason: string;
  by: string;
  at: string;
};

/** The overrides that count for a request received on a day: for each clock the latest that had begun by then. */
export function overridesOn(all: readonly Override[], receivedOn: CalendarDate): Override[] {
  const begun = all.filter(({ from }) => from <= receivedOn);
  return begun.filter((one, place) => !begun.some((other, later) => supersedes(other, one, later > place)));
}

function supersedes(other: Override, one: Override, isLater: boolean): boolean {
  if (other === one || other.clock !== one.clock) return false;
  return other.from > one.from || (other.from === one.from && isLater);
}

/**
 * A policy with the organisation's own numbers. Only clocks that the pack marks as `chosen` can be overridden: what a text
 * or a law says stays. Its reason is shown in the place of the pack's.
 */
export function withOverrides(policy: Policy, overrides: readonly Override[]): Policy {
  if (overrides.length === 0) return policy;
  const clocks = policy.clocks.map((clock) => {
    const own = overrides.find((override) => override.clock === clock.id);
    if (!own || !clock.chosen) return clock;
    return { ...clock, period: own.period, chosen: { en: own.reason, fr: own.reason } };
  });
  return { ...policy, clocks };
}
