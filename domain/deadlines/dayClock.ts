import { dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { nominalDay, safeDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import { finish, type Period } from '../calendar/period.ts';
import type { Step } from '../calendar/step.ts';
import { localDayNumber, morningOfDayNumber } from '../calendar/zone.ts';
import type { Clock } from '../policies/policy.ts';
import { type DatedClock, startStep } from './dates.ts';
import type { Facts } from './deadline.ts';
import { clockCourseOf, type Setting } from './extension.ts';
import { reminderDays, warningDay } from './reminderDays.ts';
import { isOpen, reachesPast, type Stretch, type Waits } from './stretch.ts';

/**
 * A clock of days or longer: the nominal day from receipt, moved by waits, rolled once. Received 31 January 2025, `P1M`,
 * France: due 28 February; with an extension in effect, `P3M` from receipt: 30 April. docs/law.md#months
 */
export function dayClock(
  clock: Clock,
  facts: Facts,
  startsAt: Date,
  waits: Waits,
  calendar: HolidayCalendar,
): DatedClock {
  const { zone } = facts;
  const because: Step[] = [];
  const start = firstDay(clock, facts, startsAt, because);
  const { reckoning } = waits;
  const setting = { clock, facts, start, startsAt: startsAt.getTime(), calendar, reckoning };
  const { period, pauses, confirmed, until } = clockCourseOf(setting, waits.stretches, because);
  const nominal = until ?? nominalOf(setting, period, pauses, because);
  const span = { start, nominal, period, rolls: clock.rolls && until === undefined };
  const last = finish(span, calendar, zone, because);
  const { nominalOn, dueOn, safeOn, dueAt } = last;
  const safe = safeDay(nominal, calendar);
  const reminders = reminderDays(safe, dayNumberOf(dueOn), calendar);
  const { firstReminderOn, secondReminderOn, lastReminderOn } = reminders;
  const warning = morningOfDayNumber(warningDay(safe, clock, reminders), zone);
  const warnAt = warning < startsAt ? startsAt : warning;
  return {
    // Written out instead of spread: a list of requests spends most of its time here.
    dates: {
      kind: 'day',
      startsAt,
      nominalOn,
      dueOn,
      safeOn,
      dueAt,
      lateAt: dueAt,
      warnAt,
      firstReminderOn,
      secondReminderOn,
      lastReminderOn,
      because,
    },
    stillSince: pauses.find(isOpen)?.askedAt,
    confirmed:
      confirmed &&
      last.confirmed &&
      pauses.every(
        (pause) =>
          !reachesPast(start, pause) ||
          (pause.askedAfter === undefined && (isOpen(pause) || pause.confirmed)),
      ),
  };
}

/**
 * The last day before any rolling. Where the period begins with the day of the fact, it is one day earlier: a complaint
 * received on 1 July 2026 is acknowledged within 30 days *beginning when it is received* (DPA 2018 s.164A), by 30 July.
 * docs/law.md#first-day-counted
 */
function nominalOf(
  { clock, start, startsAt, calendar, reckoning }: Setting,
  period: Period,
  pauses: readonly Stretch[],
  because: Step[],
): number {
  if (clock.countsFirstDay) {
    const nominal = nominalDay(start - 1, period, calendar);
    const [from, to] = [dateOfDayNumber(start), dateOfDayNumber(nominal)];
    const { count, unit } = period;
    because.push({ code: 'days-from-first', data: { count, unit, from, to, fact: clock.starts } });
    return nominal;
  }
  const unpaused = nominalDay(start, period, calendar, because, clock.starts);
  return pauses.length ? reckoning.tell({ start, startsAt, period, calendar }, pauses, because) : unpaused;
}

/** The local day on which the fact of a clock happened: day 0, which is not counted. docs/law.md#day-of-receipt */
function firstDay(clock: Clock, facts: Facts, startsAt: Date, because: Step[]): number {
  if (clock.starts === 'received' && facts.receivedOn) {
    because.push({ code: 'received-on', data: { on: facts.receivedOn } });
    return dayNumberOf(facts.receivedOn);
  }
  because.push(startStep(clock, facts, startsAt));
  return localDayNumber(startsAt.getTime(), facts.zone);
}
