import { dateOfDayNumber } from '../calendar/calendarDate.ts';
import { lastDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import { type Period, parsePeriod } from '../calendar/period.ts';
import type { Step } from '../calendar/step.ts';
import { localDayNumber, startOfDayNumber } from '../calendar/zone.ts';
import type { Clock } from '../policies/policy.ts';
import type { Facts } from './deadline.ts';
import { nominalOfModels, type Stretch } from './pauses.ts';

/** What a day clock counts: a period from a day, with the pauses that count for it. */
export type Course = { period: Period; pauses: Stretch[] };

type Setting = { clock: Clock; facts: Facts; start: number; calendar: HolidayCalendar };

/**
 * The period and the pauses that hold for a day clock. A pause counts if the person was asked before the period
 * was over; an extension if its notice went out before then (Art. 12(3): three months from receipt, never two from
 * the first date). What came too late leaves a step and changes nothing.
 */
export function courseOf(setting: Setting, pauses: readonly Stretch[], because: Step[]): Course {
  const { clock, facts } = setting;
  const first = parsePeriod(clock.period);
  const sentAt = clock.extendedPeriod ? facts.extensionNoticeSentAt : undefined;
  if (!sentAt || !clock.extendedPeriod)
    return { period: first, pauses: inTime(setting, first, pauses, because) };
  const before = pauses.filter((pause) => pause.askedAt < sentAt.getTime());
  const accepted = inTime(setting, first, before, because);
  const later = pauses.slice(before.length);
  const on = dateOfDayNumber(localDayNumber(sentAt.getTime(), facts.zone));
  const due = lastDayOf(setting, first, accepted);
  if (sentAt.getTime() >= due.endsAt) {
    because.push({ code: 'extension-lapsed', data: { on, due: dateOfDayNumber(due.on) } });
    return { period: first, pauses: inTime(setting, first, later, because, accepted) };
  }
  const period = parsePeriod(clock.extendedPeriod);
  because.push({ code: 'extension', data: { on, count: period.count, unit: period.unit } });
  return { period, pauses: inTime(setting, period, later, because, accepted) };
}

function inTime(
  setting: Setting,
  period: Period,
  pauses: readonly Stretch[],
  because: Step[],
  already: readonly Stretch[] = [],
): Stretch[] {
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

/** The last day as it stands with these pauses; while one of them is open it has not come. */
function lastDayOf(
  { facts, start, calendar, clock: { rolls } }: Setting,
  period: Period,
  pauses: readonly Stretch[],
): { on: number; endsAt: number } {
  const { nominal } = nominalOfModels({ start, period, calendar }, pauses);
  const on = lastDay({ start, nominal, period, rolls }, calendar);
  const open = pauses.some((pause) => pause.answered === undefined);
  return { on, endsAt: open ? Infinity : startOfDayNumber(on + 1, facts.zone) };
}
