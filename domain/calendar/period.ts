import { RuleViolation } from '../ruleViolation.ts';
import { type CalendarDate, dateOfDayNumber, dayNumberOf } from './calendarDate.ts';
import { type CountedPeriod, calendarStep, readingStep, sayLimits } from './calendarSteps.ts';
import { clockChangeSteps } from './clockChange.ts';
import { lastDay, nominalDay, safeDay } from './dayPeriod.ts';
import type { HolidayCalendar } from './holidays.ts';
import { isClockTime, type Period } from './periodText.ts';
import type { Step } from './step.ts';
import { localDayNumber, nextFullHour, startOfDayNumber, type TimeOfReceipt } from './zone.ts';

export { type Period, parsePeriod } from './periodText.ts';

/** The end of a period of days or longer. Working-day periods have no `nominalOn`: there is nothing to roll. */
export type DayResult = {
  nominalOn?: CalendarDate;
  /** The last day in time, until 24:00 local time. */
  dueOn: CalendarDate;
  safeOn: CalendarDate;
  /** The first instant after it. */
  dueAt: Date;
  /** False where the last day rests on a disputed reading of the calendar. */
  confirmed: boolean;
  because: Step[];
};
/** The end of a period of hours or minutes. `outerAt` (hours only) counts by full hours, the latest reading. */
export type HourResult = { targetAt: Date; outerAt?: Date; because: Step[] };

/**
 * One period from receipt, by Reg. 1182/71. Received 2026-03-31T22:30Z, `P1M`, France, Paris: received there on 1 April,
 * nominal 1 May, a holiday, due Monday 4 May, safe Thursday 30 April.
 */
export function computePeriod(question: {
  received: TimeOfReceipt;
  period: Period;
  calendar: HolidayCalendar;
  zone: string;
  rolls: boolean;
}): DayResult | HourResult {
  const { received, period, zone } = question;
  if (isClockTime(period)) {
    if (!('receivedAt' in received)) throw new RuleViolation('period-needs-moment', {});
    const because: Step[] = [momentStep(received.receivedAt, zone)];
    return { ...clockTime(received.receivedAt.getTime(), period, zone, because), because };
  }
  const because: Step[] = [];
  const start = receiptDay(received, zone, because);
  const nominal = nominalDay(start, period, question.calendar, because, 'received');
  return finish({ start, nominal, period, rolls: question.rolls }, question.calendar, zone, because);
}

/** Rolls a nominal day and adds the days and instants that follow from it. Also used after waits moved the nominal day. */
export function finish(
  span: CountedPeriod,
  calendar: HolidayCalendar,
  zone: string,
  because: Step[],
): DayResult {
  because.push(calendarStep(calendar));
  const due = lastDay(span, calendar, because);
  const dueAt = new Date(startOfDayNumber(due + 1, zone));
  const dueOn = dateOfDayNumber(due);
  sayLimits(span, due, calendar, because);
  const reading = readingStep(span, due, calendar);
  if (reading) because.push(reading);
  because.push({ code: 'due', data: { on: dueOn, zone } });
  const safeOn = dateOfDayNumber(safeDay(span.nominal, calendar));
  const confirmed = reading === undefined;
  if (span.period.unit === 'working-days') return { dueOn, safeOn, dueAt, confirmed, because };
  return { nominalOn: dateOfDayNumber(span.nominal), dueOn, safeOn, dueAt, confirmed, because };
}

/**
 * Elapsed hours or minutes, never rolled (Art. 3(4)). For hours also the end of the n-th full hour after the hour of the event
 * (Art. 3(1), 3(2)(a)): 10:17 + 24 h is 10:17 the next day, 11:00 at the latest. docs/law.md#hours-and-minutes
 */
export function clockTime(
  start: number,
  { count, unit }: Period,
  zone: string,
  because: Step[],
): { targetAt: Date; outerAt?: Date } {
  const length = lengthOfTime({ count, unit });
  const targetAt = new Date(start + length);
  because.push({ code: `${unit}-added`, data: { count, at: targetAt, zone } });
  because.push(...clockChangeSteps(start, targetAt.getTime(), zone, { count, unit }));
  if (unit === 'minutes') return { targetAt };
  const full = nextFullHour(start, zone);
  const outerAt = new Date(full + length);
  because.push({ code: 'first-full-hour', data: { at: new Date(full), zone } });
  because.push({ code: 'outer', data: { at: outerAt, zone } });
  return { targetAt, outerAt };
}

/** A period of hours or minutes in milliseconds. */
export function lengthOfTime({ count, unit }: Period): number {
  return count * (unit === 'hours' ? 3_600_000 : 60_000);
}

function receiptDay(received: TimeOfReceipt, zone: string, because: Step[]): number {
  if ('receivedOn' in received) {
    because.push({ code: 'received-on', data: { on: received.receivedOn } });
    return dayNumberOf(received.receivedOn);
  }
  const start = localDayNumber(received.receivedAt.getTime(), zone);
  because.push(momentStep(received.receivedAt, zone));
  return start;
}

function momentStep(at: Date, zone: string): Step {
  return { code: 'received-at', data: { at, zone } };
}
