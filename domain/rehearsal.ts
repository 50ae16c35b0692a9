import { localDayNumber, morningOfDayNumber } from './calendar/zone.ts';
import { RuleViolation } from './ruleViolation.ts';

/** What somebody is in their own rehearsal: whoever works on requests. */
export const REHEARSED_ROLES = ['dpo', 'handler', 'reader'] as const;
export type RehearsedRole = (typeof REHEARSED_ROLES)[number];

/** The most days that a rehearsal's clock is played forward at once. */
export const MOST_DAYS = 92;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The moment that a clock is played to: so many days of 24 hours after `now`. Throws `rehearsal-days` for what is no whole number from 1
 * to 92, so a clock never goes back. `20` on 2 March 2026, 09:00 UTC, is 22 March, 09:00 UTC.
 */
export function playedTo(now: Date, days: string): Date {
  const count = /^\d{1,3}$/.test(days) ? Number(days) : 0;
  if (count < 1 || count > MOST_DAYS) throw new RuleViolation('rehearsal-days', { most: MOST_DAYS }, 'days');
  return new Date(now.getTime() + count * DAY);
}

/**
 * The moments at which the jobs run while a clock is played from one moment to another, in order: each full hour (UTC), each morning at
 * 08:00 local time, when reminders go out, and the end itself. From 09:30 to 11:15 these are 10:00, 11:00 and 11:15.
 */
export function momentsPlayed(from: Date, to: Date, zone: string): Date[] {
  const [first, last] = [from.getTime(), to.getTime()];
  const moments = new Set<number>();
  for (let at = Math.floor(first / HOUR + 1) * HOUR; at < last; at += HOUR) moments.add(at);
  for (let day = localDayNumber(first, zone); day <= localDayNumber(last, zone); day += 1)
    moments.add(morningOfDayNumber(day, zone).getTime());
  moments.add(last);
  return [...moments]
    .filter((at) => at > first && at <= last)
    .sort((a, b) => a - b)
    .map((at) => new Date(at));
}

/** Addresses that stand for others, the same for the same one. Nobody can own `example.org` (RFC 2606, 3). */
export function standIns(name: string): (address: string) => string {
  const known = new Map<string, string>();
  return (address) => {
    if (!address) return '';
    const found = known.get(address) ?? `${name}-${known.size + 1}@example.org`;
    known.set(address, found);
    return found;
  };
}
