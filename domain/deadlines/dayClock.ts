import { dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { nominalDay, safeDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import { finish } from '../calendar/period.ts';
import type { Step } from '../calendar/step.ts';
import { localDayNumber, morningOfDayNumber } from '../calendar/zone.ts';
import type { Clock } from '../policies/policy.ts';
import { type Dated, startStep } from './dates.ts';
import type { Facts } from './deadline.ts';
import { courseOf } from './extension.ts';
import { type Count, nominalOfModels, pauseSteps, type Stretch } from './pauses.ts';
import { WARNING_DAYS } from './urgency.ts';

/**
 * A clock of days or longer: nominal day from receipt, moved by pauses, rolled once. Received 31 January 2025, `P1M`,
 * France: due 28 February; under an extension in effect, `P3M` from receipt, 30 April.
 */
export function dayClock(
  clock: Clock,
  facts: Facts,
  startsAt: Date,
  allowed: readonly Stretch[],
  calendar: HolidayCalendar,
): Dated {
  const { zone } = facts;
  const because: Step[] = [];
  const start = firstDay(clock, facts, startsAt, because);
  const { period, pauses } = courseOf({ clock, facts, start, calendar }, allowed, because);
  const unpaused = nominalDay(start, period, calendar, because);
  const nominal = pauses.length
    ? afterPauses(unpaused, { start, period, calendar }, pauses, because)
    : unpaused;
  const { nominalOn, dueOn, safeOn, dueAt } = finish(
    { start, nominal, period, rolls: clock.rolls },
    calendar,
    zone,
    because,
  );
  const warnDays = clock.warnDays ?? WARNING_DAYS;
  const warning = morningOfDayNumber(safeDay(nominal, calendar) - warnDays, zone);
  const warnAt = warning < startsAt ? startsAt : warning;
  return {
    // Spelt out, not spread: this is where a list of requests spends its time.
    dates: { kind: 'day', startsAt, nominalOn, dueOn, safeOn, dueAt, lateAt: dueAt, warnAt, because },
    paused: pauses.some(isOpen),
    confirmed: pauses.every((pause) => isOpen(pause) || pause.confirmed),
  };
}

const isOpen = (pause: Stretch): boolean => pause.answered === undefined;

/** The nominal day that the waits which are over moved; what each did is told. */
function afterPauses(unpaused: number, count: Count, pauses: readonly Stretch[], because: Step[]): number {
  because.push(...pauseSteps(pauses, count.start));
  const { nominal, other } = nominalOfModels(count, pauses);
  if (nominal !== unpaused) because.push({ code: 'after-pauses', data: { on: dateOfDayNumber(nominal) } });
  if (other !== undefined) because.push({ code: 'other-reading', data: { on: dateOfDayNumber(other) } });
  return nominal;
}

/** The local day on which a clock's fact happened: day 0, which is not counted. */
function firstDay(clock: Clock, facts: Facts, startsAt: Date, because: Step[]): number {
  if (clock.starts === 'received' && facts.receivedOn) {
    because.push({ code: 'received-on', data: { on: facts.receivedOn } });
    return dayNumberOf(facts.receivedOn);
  }
  because.push(startStep(clock, facts, startsAt));
  return localDayNumber(startsAt.getTime(), facts.zone);
}
