import { daysBetween } from '../calendar/calendarDate.ts';
import { localDate } from '../calendar/zone.ts';
import type { Wait } from './waits.ts';

/** So many days without a reply, and somebody writes again or ends the request: silence is no reason to wait for ever. */
export const LONG_WAIT_DAYS = 14;

/** Since when a request waits for the person: the earliest asking that has no end. */
export function waitingSince(waits: readonly Wait[]): Date | null {
  const open = waits.filter(({ answeredAt }) => !answeredAt).map(({ askedAt }) => askedAt.getTime());
  return open.length > 0 ? new Date(Math.min(...open)) : null;
}

/**
 * For how many days we have waited, by the days of a place, once that is long; nothing before. Asked on 2 March: nothing on 15 March,
 * 14 days on the 16th.
 */
export function longWait(since: Date | null, now: Date, zone: string): number | undefined {
  const days = since ? daysBetween(localDate(since, zone), localDate(now, zone)) : 0;
  return days >= LONG_WAIT_DAYS ? days : undefined;
}
