import { clockTime } from '../calendar/period.ts';
import { parsePeriod } from '../calendar/periodText.ts';
import type { Step } from '../calendar/step.ts';
import { startOfDay } from '../calendar/zone.ts';
import type { Clock } from '../policies/policy.ts';
import { type Dated, startStep } from './dates.ts';
import type { Facts } from './deadline.ts';
import type { Stretch } from './pauses.ts';

/**
 * A clock of hours or minutes: elapsed time, never rolled. A pause moves it by the time that it lasted, whatever the
 * model for days. Received 10:17 with 24 hours, asked at 12:00, answered at 15:00: 13:17 the next day.
 * A receipt known only by its day counts from 00:00, the earlier date.
 */
export function hourClock(clock: Clock, facts: Facts, start: Date, allowed: readonly Stretch[]): Dated {
  const { zone } = facts;
  const because: Step[] = [];
  const byDay = clock.starts === 'received' ? facts.receivedOn : undefined;
  const startsAt = byDay ? startOfDay(byDay, zone) : start;
  because.push(
    byDay ? { code: 'counted-from-midnight', data: { on: byDay } } : startStep(clock, facts, startsAt),
  );
  let { targetAt, outerAt } = clockTime(startsAt.getTime(), parsePeriod(clock.period), zone, because);
  let [paused, confirmed] = [false, true];
  for (const pause of allowed) {
    const { reason, askedAt, answeredAt } = pause;
    const from = new Date(askedAt);
    if (askedAt >= targetAt.getTime()) {
      because.push({ code: 'pause-too-late-at', data: { reason, at: from, zone } });
    } else if (answeredAt === undefined) {
      because.push({ code: 'pause-open-at', data: { reason, at: from, zone } });
      paused = true;
    } else if (answeredAt > startsAt.getTime()) {
      const waited = answeredAt - Math.max(askedAt, startsAt.getTime());
      targetAt = new Date(targetAt.getTime() + waited);
      if (outerAt) outerAt = new Date(outerAt.getTime() + waited);
      confirmed &&= pause.confirmed;
      const data = { reason, from, until: new Date(answeredAt), at: targetAt, zone };
      because.push({ code: 'pause-elapsed', data });
    }
  }
  const dates = { startsAt, targetAt, outerAt, lateAt: targetAt, warnAt: startsAt };
  return { dates: { kind: 'hour', ...dates, because }, paused, confirmed };
}
