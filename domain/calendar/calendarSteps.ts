import { dateOfDayNumber, dateParts, dayNumberFrom } from './calendarDate.ts';
import type { Years } from './comparison.ts';
import { lastDay, nominalDay, workingDaysBetween } from './dayPeriod.ts';
import type { HolidayCalendar } from './holidays.ts';
import { placeIn } from './overlay.ts';
import type { Period } from './periodText.ts';
import type { Step } from './step.ts';

/** A period, from its first day to its last day before rolling. */
export type CountedPeriod = { start: number; nominal: number; period: Period; rolls: boolean };

const calendarSteps = new WeakMap<HolidayCalendar, Step>();

/** The step that names the calendar, the releases of its data, and with what it was compared. */
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
 * Steps for what a last day leaves open: it lies beyond the list of an overlay, where the place's own days give the same date
 * or an earlier one; it lies beyond the years compared; or the calendar comes with a note.
 */
export function sayLimits(
  { period, rolls }: CountedPeriod,
  due: number,
  { id, corrected, compared, note }: HolidayCalendar,
  because: Step[],
): void {
  if (corrected && isOutside(due, corrected)) {
    const { year } = dateParts(due);
    because.push({ code: 'uncorrected', data: { calendar: id, ...corrected, year, place: placeIn(id) } });
  }
  if (!rolls && period.unit !== 'working-days') return;
  if (compared && isOutside(due, compared.years))
    because.push({ code: 'beyond-comparison', data: { ...compared.years, year: dateParts(due).year } });
  if (note) because.push({ code: 'calendar-note', data: { ...note } });
}

/** Whether a day lies outside these years. */
const isOutside = (day: number, { first, last }: Years): boolean =>
  day < dayNumberFrom(first, 1, 1) || day > dayNumberFrom(last, 12, 31);

/** The disputed reading that a last day rests on, and the day without it; undefined where both agree. docs/law.md#readings */
export function readingStep(span: CountedPeriod, due: number, calendar: HolidayCalendar): Step | undefined {
  if (!calendar.option) return undefined;
  const { reading, otherwise } = calendar.option;
  const other = lastDayBy(otherwise, span, calendar);
  return other === due ? undefined : { code: 'reading', data: { other: dateOfDayNumber(other), ...reading } };
}

/** The last day by another calendar: the same number of working days, or the same nominal day rolled again. */
function lastDayBy(otherwise: HolidayCalendar, span: CountedPeriod, calendar: HolidayCalendar): number {
  const { start, nominal, period } = span;
  if (period.unit !== 'working-days') return lastDay(span, otherwise);
  const count = workingDaysBetween(start, nominal, calendar);
  return nominalDay(start, { count, unit: period.unit }, otherwise);
}
