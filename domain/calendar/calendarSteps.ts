import { dateOfDayNumber, dayNumberFrom, partsOf } from './calendarDate.ts';
import type { Years } from './comparison.ts';
import { lastDay, nominalDay, workingDaysBetween } from './dayPeriod.ts';
import type { HolidayCalendar } from './holidays.ts';
import { placeIn } from './overlay.ts';
import type { Period } from './periodText.ts';
import type { Step } from './step.ts';

/** The course of a period up to its last day before rolling. */
export type Span = { start: number; nominal: number; period: Period; rolls: boolean };

const calendarSteps = new WeakMap<HolidayCalendar, Step>();

/** Which days counted as holidays, with the releases of the data, and with what they were compared. */
export function calendarStep(calendar: HolidayCalendar): Step {
  let step = calendarSteps.get(calendar);
  if (!step) {
    const { id, version, nationwideOnly } = calendar;
    const kind = id === 'none' || id === 'given' ? `-${id}` : nationwideOnly ? '-nationwide' : '';
    step = { code: `calendar${kind}`, data: { calendar: id, version, ...comparisonData(calendar) } };
    calendarSteps.set(calendar, step);
  }
  return step;
}

function comparisonData({ compared }: HolidayCalendar): Step['data'] {
  if (compared === undefined) return {};
  if (compared === null) return { compared: 'none' };
  return { compared: compared.by, comparedOn: compared.on, ...compared.with, ...compared.years };
}

/**
 * What a last day leaves open. An overlay whose list has ended leaves the place's own days, which give the same date or an
 * earlier one; a comparison reaches over its years alone; and some choices come with a remark.
 */
export function sayLimits(
  { period, rolls }: Span,
  due: number,
  { id, corrected, compared, note }: HolidayCalendar,
  because: Step[],
): void {
  if (corrected && isOutside(due, corrected)) {
    const { year } = partsOf(due);
    because.push({ code: 'uncorrected', data: { calendar: id, ...corrected, year, place: placeIn(id) } });
  }
  if (!rolls && period.unit !== 'working-days') return;
  if (compared && isOutside(due, compared.years))
    because.push({ code: 'beyond-comparison', data: { ...compared.years, year: partsOf(due).year } });
  if (note) because.push({ code: 'calendar-note', data: { ...note } });
}

/** Whether a day lies in other years. */
const isOutside = (day: number, { first, last }: Years): boolean =>
  day < dayNumberFrom(first, 1, 1) || day > dayNumberFrom(last, 12, 31);

/** The reading of the calendar that a last day rests on, and the day without it; nothing where it makes no difference. */
export function readingStep(span: Span, due: number, calendar: HolidayCalendar): Step | undefined {
  if (!calendar.option) return undefined;
  const { reading, otherwise } = calendar.option;
  const other = lastDayBy(otherwise, span, calendar);
  return other === due ? undefined : { code: 'reading', data: { other: dateOfDayNumber(other), ...reading } };
}

/** Working days are counted anew, as many as there were; other periods roll anew. */
function lastDayBy(otherwise: HolidayCalendar, span: Span, calendar: HolidayCalendar): number {
  const { start, nominal, period } = span;
  if (period.unit !== 'working-days') return lastDay(span, otherwise);
  const count = workingDaysBetween(start, nominal, calendar);
  return nominalDay(start, { count, unit: period.unit }, otherwise);
}
