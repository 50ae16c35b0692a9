import type { CalendarDate } from '../calendar/calendarDate.ts';
import { type PeriodUnit, parsePeriod } from '../calendar/periodText.ts';
import { RuleViolation } from '../ruleViolation.ts';
import type { Policy } from './policy.ts';

/** A number that an organisation gives itself where its policy leaves one open (`chosen`); dated, never taken out of the list. */
export type Override = {
  clock: string;
  /** The id of the policy whose clock it is; absent of one from before, which holds for every clock of that id. */
  policy?: string;
  period: string;
  from: CalendarDate;
  reason: string;
  by: string;
  at: string;
};

/** About how many days one of each is, at the most. */
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

/** Throws what is wrong with a number of one's own. No request could be received under one whose day lies past every calendar. */
export function assertKeepable(text: string): void {
  const { count, unit } = parsePeriod(text);
  if (count * DAYS[unit] > LONGEST_YEARS * DAYS.years) throw new RuleViolation('period-too-long', { text });
}

/** The overrides that count for a request received on a day: for each clock of a policy the latest that had begun by then. */
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
 * A policy with the organisation's own numbers. Only clocks that the pack marks as `chosen` can be overridden: what a text
 * or a law says stays. Its reason is shown in the place of the pack's.
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

/** The number that counts for a clock: of its own policy, or from before numbers had one; the one that began later. */
export const overrideOf = (
  overrides: readonly Override[],
  { id, pack }: { id: string; pack: string },
): Override | undefined =>
  overrides
    .filter(({ clock, policy }) => clock === id && (policy === undefined || policy === policyOfPack(pack)))
    .reduce<Override | undefined>((one, other) => (one && one.from > other.from ? one : other), undefined);

/** `gdpr-eu` of `gdpr-eu@2018`: a number stays the organisation's own when the policy has a new version. */
export const policyOfPack = (pack: string): string => pack.split('@')[0] as string;

/** By what a number is given to a clock: two policies may each have a clock of the same id. */
export const keyOfNumber = ({ id, pack }: { id: string; pack: string }): string =>
  `${id}@${policyOfPack(pack)}`;
