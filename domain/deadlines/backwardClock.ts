import { dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { nominalBefore, safeDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import { calendarStep, lengthOfTime } from '../calendar/period.ts';
import { isClockTime, parsePeriod } from '../calendar/periodText.ts';
import type { Step } from '../calendar/step.ts';
import { localDayNumber, morningOfDayNumber, startOfDayNumber } from '../calendar/zone.ts';
import type { Clock } from '../policies/policy.ts';
import type { Dated } from './dates.ts';
import { WARNING_DAYS } from './urgency.ts';

/**
 * A clock counted back from an event, "at least four weeks before the audit": never rolled forward (Reg. 1182/71
 * Art. 3(4) leaves such periods out), but held to a working day on or before. Audit on Tuesday 1 December 2026, `P4W`:
 * Tuesday 3 November; a Sunday would become the Friday before. Hours and minutes count as they are.
 */
export function backwardClock(clock: Clock, event: Date, zone: string, calendar: HolidayCalendar): Dated {
  const period = parsePeriod(clock.period);
  const { count, unit } = period;
  const because: Step[] = [{ code: 'counted-back', data: { fact: clock.starts, at: event, zone } }];
  if (isClockTime(period)) {
    const targetAt = new Date(event.getTime() - lengthOfTime(period));
    because.push({ code: 'moment-before', data: { count, unit, at: targetAt, zone } });
    const dates = { startsAt: event, targetAt, lateAt: targetAt, warnAt: targetAt };
    return { dates: { kind: 'hour', ...dates, because }, paused: false, confirmed: true };
  }
  const nominal = nominalBefore(localDayNumber(event.getTime(), zone), period, calendar);
  const nominalOn = dateOfDayNumber(nominal);
  because.push({ code: 'day-before', data: { count, unit, to: nominalOn } }, calendarStep(calendar));
  const due = clock.rolls ? safeDay(nominal, calendar) : nominal;
  const dueOn = dateOfDayNumber(due);
  if (due !== nominal) because.push({ code: 'held', data: { on: nominalOn, to: dueOn } });
  because.push({ code: 'due', data: { on: dueOn, zone } });
  const dueAt = new Date(startOfDayNumber(due + 1, zone));
  const safeOn = dateOfDayNumber(safeDay(nominal, calendar));
  const warnAt = morningOfDayNumber(dayNumberOf(safeOn) - (clock.warnDays ?? WARNING_DAYS), zone);
  const unrolled = period.unit === 'working-days' ? undefined : nominalOn;
  const days = { nominalOn: unrolled, dueOn, safeOn, dueAt, lateAt: dueAt, warnAt };
  return { dates: { kind: 'day', startsAt: event, ...days, because }, paused: false, confirmed: true };
}
