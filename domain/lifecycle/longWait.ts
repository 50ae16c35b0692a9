import { daysBetween } from '../calendar/calendarDate.ts';
import { localDate } from '../calendar/zone.ts';
import type { Wait } from './waits.ts';

/** After this many days without a reply, staff should write again or end the request. */
const LONG_WAIT_DAYS = 14;

/** Since when a request has been waiting for the person: the earliest question without an answer. */
export function waitingSince(waits: readonly Wait[]): Date | null {
  const open = waits.filter(({ answeredAt }) => !answeredAt).map(({ askedAt }) => askedAt.getTime());
  return open.length > 0 ? new Date(Math.min(...open)) : null;
}

/**
 * How many local days we have waited, once that is long; undefined before. Asked on 2 March: undefined on 15 March, 14 on the
 * 16th.
 */
export function longWait(since: Date | null, now: Date, zone: string): number | undefined {
  const days = since ? daysBetween(localDate(since, zone), localDate(now, zone)) : 0;
  return days >= LONG_WAIT_DAYS ? days : undefined;
}
