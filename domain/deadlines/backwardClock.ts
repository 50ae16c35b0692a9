import { dateOfDayNumber } from '../calendar/calendarDate.ts';
import { calendarStep } from '../calendar/calendarSteps.ts';
import { clockChangeSteps } from '../calendar/clockChange.ts';
import { closedSteps, skippedSteps } from '../calendar/closedDays.ts';
import { clampedSteps, nominalBefore, safeDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import { lengthOfTime } from '../calendar/period.ts';
import { isClockTime, parsePeriod } from '../calendar/periodText.ts';
import type { Step } from '../calendar/step.ts';
import { localDayNumber, morningOfDayNumber, startOfDayNumber } from '../calendar/zone.ts';
import type { Clock } from '../policies/policy.ts';
import type { DatedClock } from './dates.ts';
import { reminderDays, warningDay } from './reminderDays.ts';

/**
 * A clock counted back from an event, "at least four weeks before the audit". Its last day never moves, whatever `rolls` says
 * (Reg. 1182/71 Art. 3(4) does not cover such periods); its safe day is a working day on or before. Audit on Monday
 * 15 June 2026, `P30D`: Saturday 16 May, safe on Friday 15 May. Hours and minutes are elapsed time. docs/law.md#counted-back
 */
export function backwardClock(
  clock: Clock,
  event: Date,
  zone: string,
  calendar: HolidayCalendar,
): DatedClock {
  const period = parsePeriod(clock.period);
  const { count, unit } = period;
  const because: Step[] = [{ code: 'counted-back', data: { fact: clock.starts, at: event, zone } }];
  if (isClockTime(period)) {
    const targetAt = new Date(event.getTime() - lengthOfTime(period));
    because.push({ code: 'moment-before', data: { count, unit, at: targetAt, zone } });
    because.push(...clockChangeSteps(targetAt.getTime(), event.getTime(), zone, period));
    const dates = { startsAt: event, targetAt, lateAt: targetAt, warnAt: targetAt };
    return { dates: { kind: 'hour', ...dates, because }, confirmed: true };
  }
  const eventDay = localDayNumber(event.getTime(), zone);
  const nominal = nominalBefore(eventDay, period, calendar);
  const nominalOn = dateOfDayNumber(nominal);
  because.push({ code: 'day-before', data: { count, unit, to: nominalOn } });
  if (unit === 'working-days') because.push(...skippedSteps(nominal, eventDay - 1, calendar));
  else because.push(...clampedSteps(eventDay, nominal, unit));
  because.push(calendarStep(calendar));
  const safe = safeDay(nominal, calendar);
  const safeOn = dateOfDayNumber(safe);
  because.push(...closedSteps(safe + 1, nominal, calendar));
  if (safe !== nominal) because.push({ code: 'not-moved-back', data: { on: nominalOn, to: safeOn } });
  because.push({ code: 'due', data: { on: nominalOn, zone } });
  const dueAt = new Date(startOfDayNumber(nominal + 1, zone));
  const reminders = reminderDays(safe, nominal, calendar);
  const warnAt = morningOfDayNumber(warningDay(safe, clock, reminders), zone);
  const unrolled = period.unit === 'working-days' ? undefined : nominalOn;
  const days = { nominalOn: unrolled, dueOn: nominalOn, safeOn, dueAt, lateAt: dueAt, warnAt, ...reminders };
  return { dates: { kind: 'day', startsAt: event, ...days, because }, confirmed: true };
}
