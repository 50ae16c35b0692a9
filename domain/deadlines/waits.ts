import { localDate } from '../calendar/zone.ts';
import type { Deadline, Facts } from './deadline.ts';

/** The steps of `because` by which a wait for the person moved a date, and those by which it came too late to. */
const BY_A_WAIT = [
  ...['waited', 'waited-same-day', 'waited-that-day', 'waited-both-ends', 'waited-restart', 'waited-elapsed'],
  ...['pause-open', 'pause-open-at', 'pause', 'pause-elapsed'],
];
const TOO_LATE = ['pause-too-late', 'pause-too-late-at'];

/**
 * The waits for the person that one clock counts, as it says itself in its reasons: none for a clock that never stands still,
 * none for a reason that the policy does not know, none that began after its day. Received on 2 March, asked who they are on
 * 10 March and, after the day of the reply, again on 20 May: the reply counts the first and not the second.
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
