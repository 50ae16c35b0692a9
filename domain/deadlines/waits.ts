import { localDate } from '../calendar/zone.ts';
import type { Deadline, Facts } from './deadline.ts';

/** The steps of `because` that say that a wait moved a date, and those that say that it came too late. */
const BY_A_WAIT = [
  ...['waited', 'waited-same-day', 'waited-that-day', 'waited-both-ends', 'waited-restart', 'waited-elapsed'],
  ...['pause-open', 'pause-open-at', 'pause', 'pause-elapsed'],
];
const TOO_LATE = ['pause-too-late', 'pause-too-late-at'];

/**
 * The waits that one clock counted, as its own reasons say. A clock that is never suspended counts none; no clock counts a wait
 * for a reason that the policy lacks, or one that began after its last day. Received 2 March, identity asked on 10 March and
 * again, after the reply was due, on 20 May: the reply counts the first and not the second.
 */
export function waitsCounted(
  { pauses, zone }: Pick<Facts, 'pauses' | 'zone'>,
  { because }: Pick<Deadline, 'because'>,
): Facts['pauses'] {
  const counted = because.filter(({ code }) => BY_A_WAIT.includes(code)).map(({ data }) => data.reason);
  const late = because
    .filter(({ code }) => TOO_LATE.includes(code))
    .map(({ data }) => `${data.reason} ${data.on ?? localDate(new Date(data.at as string), zone)}`);
  return pauses.filter(
    ({ reason, askedAt }) =>
      counted.includes(reason) && !late.includes(`${reason} ${localDate(askedAt, zone)}`),
  );
}
