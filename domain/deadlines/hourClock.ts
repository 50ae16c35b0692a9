import { clockChangeSteps } from '../calendar/clockChange.ts';
import { clockTime } from '../calendar/period.ts';
import { parsePeriod } from '../calendar/periodText.ts';
import type { Step } from '../calendar/step.ts';
import { startOfDay } from '../calendar/zone.ts';
import type { Clock } from '../policies/policy.ts';
import { type DatedClock, startStep } from './dates.ts';
import type { Facts } from './deadline.ts';
import type { Stretch, Waits } from './stretch.ts';
import { lateAskings } from './waitSteps.ts';

/**
 * A clock of hours or minutes: elapsed time, never rolled. A wait moves it by its own length, whatever the model for days;
 * time that two waits share is added once. Received 10:17 with 24 hours, asked at 12:00, answered at 15:00: 13:17 the next
 * day. Where only the day of receipt is known, it counts from 00:00, which is the earlier date.
 * docs/law.md#hours-and-minutes, docs/law.md#hours-while-waiting
 */
export function hourClock(clock: Clock, facts: Facts, start: Date, { stretches }: Waits): DatedClock {
  const { zone } = facts;
  const because: Step[] = [];
  const byDay = clock.starts === 'received' ? facts.receivedOn : undefined;
  const startsAt = byDay ? startOfDay(byDay, zone) : start;
  because.push(
    byDay ? { code: 'counted-from-midnight', data: { on: byDay } } : startStep(clock, facts, startsAt),
  );
  let { targetAt, outerAt } = clockTime(startsAt.getTime(), parsePeriod(clock.period), zone, because);
  let [until, confirmed] = [startsAt.getTime(), true];
  let stillSince: number | undefined;
  for (const wait of stretches) {
    const { reason, source, askedAt, answeredAt, askedAfter } = wait;
    const from = new Date(askedAt);
    if (askedAt >= targetAt.getTime() && stillSince === undefined) {
      because.push({ code: 'pause-too-late-at', data: { reason, at: from, zone } });
      continue;
    }
    if (answeredAt !== undefined && answeredAt <= startsAt.getTime()) continue;
    because.push(...lateAskings([wait]));
    confirmed &&= askedAfter === undefined;
    if (answeredAt === undefined) {
      because.push({ code: 'pause-open-at', data: { reason, source, at: from, zone } });
      stillSince ??= askedAt;
      continue;
    }
    const whole = answeredAt - askedAt;
    const told = { reason, source, from, until: new Date(answeredAt), elapsed: secondsOf(whole), zone };
    because.push({ code: 'waited-elapsed', data: told });
    because.push(...clockChangeSteps(askedAt, answeredAt, zone, { elapsed: told.elapsed }));
    const elapsed = newlyWaited(wait, answeredAt, until);
    until = Math.max(until, answeredAt);
    confirmed &&= wait.confirmed;
    const before = targetAt.getTime();
    targetAt = new Date(before + elapsed);
    const code = elapsed < whole ? 'elapsed-later-once' : 'elapsed-later';
    because.push({ code, data: { elapsed: secondsOf(elapsed), at: targetAt, zone } });
    because.push(...clockChangeSteps(before, targetAt.getTime(), zone, { elapsed: secondsOf(elapsed) }));
    if (outerAt) outerAt = new Date(outerAt.getTime() + elapsed);
    if (outerAt) because.push({ code: 'outer-moved', data: { at: outerAt, zone } });
  }
  const dates = { startsAt, targetAt, outerAt, lateAt: targetAt, warnAt: startsAt };
  return { dates: { kind: 'hour', ...dates, because }, stillSince, confirmed };
}

/** The part of a wait that no earlier one covers. */
const newlyWaited = ({ askedAt }: Stretch, answeredAt: number, until: number): number =>
  Math.max(0, answeredAt - Math.max(askedAt, until));

const secondsOf = (ms: number): number => Math.floor(ms / 1000);
