import { type CalendarDate, dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { lastDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import { type Period, parsePeriod } from '../calendar/period.ts';
import type { Step } from '../calendar/step.ts';
import { localDayNumber, startOfDayNumber } from '../calendar/zone.ts';
import { ANNOUNCED, type Clock } from '../policies/policy.ts';
import type { Facts } from './deadline.ts';
import { isOpen, type Reckoning, type Stretch } from './stretch.ts';

/** What a day clock counts: a period, with the waits that count for it. `until` replaces both where a notice names the last day. */
type ClockCourse = { period: Period; pauses: readonly Stretch[]; confirmed: boolean; until?: number };

/** A day clock of a request, with its first day and instant, the calendar, and how waits are counted. */
export type Setting = {
  clock: Clock;
  facts: Facts;
  start: number;
  startsAt: number;
  calendar: HolidayCalendar;
  reckoning: Reckoning;
};

/**
 * The period of a day clock and the waits that count for it. A wait counts if the person was asked before the period was
 * over. An extension counts if its notice went out before then, or while the clock was suspended (Art. 12(3): three months
 * from receipt, never two from the first date). Where the law lets the notice announce a day, that is the last day (DPO
 * Art. 18(2): received 2 March 2026, announced on 30 March for 20 April). What came too late leaves a step and changes
 * nothing. docs/law.md#extension, docs/law.md#several-waits
 */
export function clockCourseOf(setting: Setting, stretches: readonly Stretch[], because: Step[]): ClockCourse {
  const { clock, facts } = setting;
  const first = parsePeriod(clock.period);
  const sentAt = clock.extendedPeriod ? facts.extensionNoticeSentAt : undefined;
  if (!sentAt || !clock.extendedPeriod) return notExtended(setting, first, stretches, because);
  const before = stretches.filter((pause) => pause.askedAt < sentAt.getTime());
  const accepted = inTime(setting, first, before, because);
  const later = stretches.slice(before.length);
  const on = dateOfDayNumber(localDayNumber(sentAt.getTime(), facts.zone));
  const due = lastDayOf(setting, first, accepted);
  if (sentAt.getTime() >= due.endsAt) {
    because.push({ code: 'extension-lapsed', data: { on, due: dateOfDayNumber(due.on) } });
    return { period: first, pauses: inTime(setting, first, later, because, accepted), confirmed: true };
  }
  const meanwhile = accepted.some(({ answeredAt = Infinity }) => answeredAt > sentAt.getTime());
  if (meanwhile) because.push({ code: 'notice-meanwhile', data: { on } });
  else because.push({ code: 'first-deadline', data: { on: dateOfDayNumber(due.on) } });
  if (clock.extendedPeriod === ANNOUNCED) {
    const stays = {
      period: first,
      pauses: inTime(setting, first, later, because, accepted),
      confirmed: true,
    };
    const until = facts.extensionUntil && dayNumberOf(facts.extensionUntil);
    because.push(announcedStep(on, until, due.on));
    return until !== undefined && until > due.on ? { ...stays, until } : stays;
  }
  const period = parsePeriod(clock.extendedPeriod);
  because.push({ code: 'extension', data: { on, count: period.count, unit: period.unit } });
  return { period, pauses: inTime(setting, period, later, because, accepted), confirmed: true };
}

/** The step for the day that a notice announces. Only a later day replaces the first (Swiss DSV, Art. 18(2)). */
export function announcedStep(on: CalendarDate, until: number | undefined, due: number): Step {
  if (until === undefined) return { code: 'no-day-announced', data: { on } };
  if (until > due) return { code: 'announced', data: { on, until: dateOfDayNumber(until) } };
  const data = { on, until: dateOfDayNumber(until), due: dateOfDayNumber(due) };
  return { code: 'announced-not-later', data };
}

/** Whether the reasons of a date say that an extension is in effect. */
export const isExtended = ({ because }: { because: readonly Step[] }): boolean =>
  because.some(({ code }) => code === 'extension' || code === 'announced');

/**
 * Without an extension the first period holds. Where a notice went out in time but came back, nobody knows whether the person
 * was told: the earlier date stands, not confirmed, and the reasons name the other. Received 2 March 2026, notice of 20 March
 * returned: due 2 April, not confirmed; 2 June if the notice was delivered all the same. docs/law.md#notice-of-extension
 */
function notExtended(
  setting: Setting,
  first: Period,
  pauses: readonly Stretch[],
  because: Step[],
): ClockCourse {
  const { clock, facts } = setting;
  const accepted = inTime(setting, first, pauses, because);
  const plain: ClockCourse = { period: first, pauses: accepted, confirmed: true };
  const sentAt = clock.extendedPeriod ? facts.extensionNoticeReturned : undefined;
  if (!sentAt || !clock.extendedPeriod) return plain;
  const due = lastDayOf(setting, first, accepted);
  if (sentAt.getTime() >= due.endsAt) return plain;
  const other = extendedDay(setting, clock.extendedPeriod, accepted);
  if (other === undefined) return plain;
  const on = dateOfDayNumber(localDayNumber(sentAt.getTime(), facts.zone));
  const data = { on, due: dateOfDayNumber(due.on), other };
  because.push({ code: 'extension-returned', data });
  return { period: first, pauses: accepted, confirmed: false };
}

/** The last day that the notice would have given; undefined where it should have announced one and did not. */
function extendedDay(
  setting: Setting,
  extended: string,
  pauses: readonly Stretch[],
): CalendarDate | undefined {
  if (extended === ANNOUNCED) return setting.facts.extensionUntil;
  return dateOfDayNumber(lastDayOf(setting, parsePeriod(extended), pauses).on);
}

function inTime(
  setting: Setting,
  period: Period,
  pauses: readonly Stretch[],
  because: Step[],
  already: readonly Stretch[] = [],
): readonly Stretch[] {
  if (pauses.length === 0) return already;
  const accepted = [...already];
  for (const pause of pauses) {
    const due = lastDayOf(setting, period, accepted);
    if (pause.askedAt < due.endsAt) accepted.push(pause);
    else {
      const data = { reason: pause.reason, on: dateOfDayNumber(pause.asked), due: dateOfDayNumber(due.on) };
      because.push({ code: 'pause-too-late', data });
    }
  }
  return accepted;
}

/** The last day with these waits. While one of them is open, that day never ends. */
function lastDayOf(
  { facts, start, startsAt, calendar, clock: { rolls }, reckoning }: Setting,
  period: Period,
  pauses: readonly Stretch[],
): { on: number; endsAt: number } {
  const nominal = reckoning.nominal({ start, startsAt, period, calendar }, pauses);
  const on = lastDay({ start, nominal, period, rolls }, calendar);
  return { on, endsAt: pauses.some(isOpen) ? Infinity : startOfDayNumber(on + 1, facts.zone) };
}
