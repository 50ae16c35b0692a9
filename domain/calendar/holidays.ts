import { RuleViolation } from '../ruleViolation.ts';
import { calendarDate, dayNumberFrom, dayNumberOf, partsOf, weekdayOfDayNumber } from './calendarDate.ts';
import {
  assertPlace,
  daysOfRule,
  LIBRARY_VERSION,
  nationwideOnly,
  publicHolidays,
} from './holidayLibrary.ts';
import { type Overlay, overlayOf } from './overlay.ts';

/** The name of a holiday, in the languages of the desk. */
export type HolidayName = { en: string; fr: string };

/** Which days count as working days in one place (Reg. 1182/71 Art. 2). */
export type HolidayCalendar = {
  /** `FR-67`, `none` (weekends only), or `given` (weekends and exactly the days given). */
  readonly id: string;
  /** Release of the holiday data, kept with each computation. */
  readonly version: string;
  /** True where the id names a country whose parts have holidays of their own, and those are left out. */
  readonly nationwideOnly: boolean;
  /** Years outside of which an overlay leaves the place's own days as they are. */
  readonly corrected?: { first: number; last: number };
  /** Neither Saturday, nor Sunday, nor public holiday. */
  isWorkingDay(dayNumber: number): boolean;
  /** The public holiday on that day, if there is one with a name. */
  holidayName(dayNumber: number): HolidayName | undefined;
};

const calendars = new Map<string, { calendar: HolidayCalendar; overlay: Overlay | undefined }>();

/**
 * The calendar of a place by its ISO code: `FR` (nationwide days), `FR-67`, `DE-BY-KATH`, `GB-ENG`; `none` for
 * weekends alone; `BE+official` with the corrections of an overlay. Refused: an unknown country or part, `GB` without a
 * nation (its list would lack the summer bank holiday), an overlay that has not been declared.
 */
export function holidayCalendar(id: string): HolidayCalendar {
  const overlay = overlayOf(id);
  const known = calendars.get(id);
  if (known && known.overlay === overlay) return known.calendar;
  const calendar = id === 'none' ? weekendsAnd('none', new Set()) : calendarOfPlace(id, overlay);
  calendars.set(id, { calendar, overlay });
  return calendar;
}

/** Weekends and exactly these days. */
export function calendarOfDays(days: readonly string[]): HolidayCalendar {
  return weekendsAnd('given', new Set(days.map((day) => dayNumberOf(calendarDate(day)))));
}

function weekendsAnd(id: string, holidays: ReadonlySet<number>): HolidayCalendar {
  return {
    id,
    version: '',
    nationwideOnly: false,
    isWorkingDay: (day) => weekdayOfDayNumber(day) < 6 && !holidays.has(day),
    holidayName: () => undefined,
  };
}

function calendarOfPlace(id: string, overlay: Overlay | undefined): HolidayCalendar {
  const [place = ''] = id.split('+', 1);
  assertPlace(place);
  if (place !== id && !overlay) throw new RuleViolation('calendar-overlay-unknown', { calendar: id });
  const years = new Map<number, ReadonlySet<number>>();
  const names = new Map<number, ReadonlyMap<number, HolidayName>>();
  const daysOf = (year: number) =>
    remembered(years, year, () => {
      const days = new Set(publicHolidays(place, year).keys());
      const { removed, added } = correctionsIn(overlay, year);
      for (const day of removed) days.delete(day);
      for (const day of added.keys()) days.add(day);
      return days;
    });
  const namesOf = (year: number) =>
    remembered(names, year, () => {
      const { added } = correctionsIn(overlay, year);
      return new Map([...namedHolidays(place, year), ...added].filter(([day]) => daysOf(year).has(day)));
    });
  let [from, to, days]: [number, number, ReadonlySet<number>] = [0, -1, new Set()];
  return {
    id,
    version: `date-holidays ${LIBRARY_VERSION}${overlay ? `, ${id} ${overlay.version}` : ''}`,
    nationwideOnly: nationwideOnly(place),
    ...(overlay?.otherYears === 'place' && { corrected: overlay.years }),
    isWorkingDay: (day) => {
      if (weekdayOfDayNumber(day) > 5) return false;
      if (day < from || day > to) {
        const { year } = partsOf(day);
        days = daysOf(year);
        from = dayNumberFrom(year, 1, 1);
        to = dayNumberFrom(year, 12, 31);
      }
      return !days.has(day);
    },
    holidayName: (day) => namesOf(partsOf(day).year).get(day),
  };
}

function namedHolidays(place: string, year: number): Map<number, HolidayName> {
  const french = publicHolidays(place, year, 'fr');
  const named = [...publicHolidays(place, year, 'en')].map(
    ([day, en]) => [day, { en, fr: french.get(day) ?? en }] as const,
  );
  return new Map(named);
}

/** The days that an overlay takes away and adds. In a year that its list does not cover it refuses, or leaves the place's own. */
function correctionsIn(overlay: Overlay | undefined, year: number) {
  if (!overlay) return { removed: [], added: new Map<number, HolidayName>() };
  const { id, years, otherYears, add, remove } = overlay;
  if (years && (year < years.first || year > years.last)) {
    if (otherYears === 'place') return { removed: [], added: new Map<number, HolidayName>() };
    throw new RuleViolation('overlay-year-missing', {
      calendar: id,
      year,
      ...years,
      place: id.split('+')[0],
    });
  }
  const removed = remove.flatMap(({ day }) => daysOfRule(day, year));
  return {
    removed,
    added: new Map(add.flatMap(({ day, name }) => daysOfRule(day, year).map((on) => [on, name]))),
  };
}

function remembered<T>(kept: Map<number, T>, year: number, make: () => T): T {
  let value = kept.get(year);
  if (value === undefined) {
    value = make();
    kept.set(year, value);
  }
  return value;
}
