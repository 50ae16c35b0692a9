import type { CalendarDate } from '../calendar/calendarDate.ts';
import { type PeriodUnit, parsePeriod } from '../calendar/periodText.ts';
import { RuleViolation } from '../ruleViolation.ts';
import type { Policy } from './policy.ts';

/** A period that an organisation sets where its policy leaves the number open (`chosen`). It is dated, and never removed from the list. */
export type Override = {
  clock: string;
  /** The id of the policy whose clock it is. Older overrides have none and hold for every clock of that id. */
  policy?: string;
  period: string;
  from: CalendarDate;
  reason: string;
  by: string;
  at: string;
};

/** The length of one unit in days, at most. */
const DAYS: Record<PeriodUnit, number> = {
  minutes: 1 / 1440,
  hours: 1 / 24,
  days: 1,
  'working-days': 2,
  weeks: 7,
  months: 31,
  years: 366,
};
const LONGEST_YEARS = 10;

/** Throws if a period is too long: its last day would lie beyond every calendar, and no request could be received under it. */
export function assertKeepable(text: string): void {
  const { count, unit } = parsePeriod(text);
  if (count * DAYS[unit] > LONGEST_YEARS * DAYS.years) throw new RuleViolation('period-too-long', { text });
}

/** The overrides for a request received on a day: for each clock of a policy, the latest that had begun by then. */
export function overridesOn(all: readonly Override[], receivedOn: CalendarDate): Override[] {
  const begun = all.filter(({ from }) => from <= receivedOn);
  return begun.filter((one, place) => !begun.some((other, later) => supersedes(other, one, later > place)));
}

function supersedes(other: Override, one: Override, isLater: boolean): boolean {
  if (other === one || other.clock !== one.clock) return false;
  if (other.policy !== undefined && other.policy !== one.policy) return false;
  return other.from > one.from || (other.from === one.from && isLater);
}

/**
 * A policy with the organisation's own numbers. Only clocks that the pack marks as `chosen` can be overridden; what a law or document
 * says stays. The organisation's reason is shown instead of the pack's. docs/law.md#not-confirmed
 */
export function withOverrides(policy: Policy, overrides: readonly Override[]): Policy {
  if (overrides.length === 0) return policy;
  const clocks = policy.clocks.map((clock) => {
    const own = overrideOf(overrides, clock);
    if (!own || !clock.chosen) return clock;
    return { ...clock, period: own.period, chosen: { en: own.reason } };
  });
  return { ...policy, clocks };
}

/** The override of a clock: for its own policy, or an older one without a policy; the one that began last. */
export const overrideOf = (
  overrides: readonly Override[],
  { id, pack }: { id: string; pack: string },
): Override | undefined =>
  overrides
    .filter(({ clock, policy }) => clock === id && (policy === undefined || policy === policyOfPack(pack)))
    .reduce<Override | undefined>((one, other) => (one && one.from > other.from ? one : other), undefined);

/** `gdpr-eu` of `gdpr-eu@2018`, so that an override survives a new version of its policy. */
export const policyOfPack = (pack: string): string => pack.split('@')[0] as string;

/** The key of a clock for overrides: two policies may each have a clock of the same id. */
export const keyOfNumber = ({ id, pack }: { id: string; pack: string }): string =>
  `${id}@${policyOfPack(pack)}`;
