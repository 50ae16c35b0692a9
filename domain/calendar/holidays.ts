import { RuleViolation } from '../ruleViolation.ts';
import { calendarDate, dayNumberOf, partsOf, weekdayOfDayNumber } from './calendarDate.ts';
import { assertPlace, LIBRARY_VERSION, nationwideOnly, publicHolidays } from './holidayLibrary.ts';

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
  /** Neither Saturday, nor Sunday, nor public holiday. */
  isWorkingDay(dayNumber: number): boolean;
  /** The public holiday on that day, if there is one with a name. */
  holidayName(dayNumber: number): HolidayName | undefined;
};

const calendars = new Map<string, HolidayCalendar>();

/**
 * The calendar of a place by its ISO code: `FR` (nationwide days), `FR-67`, `DE-BY-KATH`, `GB-ENG`; `none` for
 * weekends alone. Refused: an unknown country or part, `GB` without a nation (its list would lack the summer
 * bank holiday), an overlay that is not there (`BE+official`).
 */
export function holidayCalendar(id: string): HolidayCalendar {
  let calendar = calendars.get(id);
  if (!calendar) {
    calendar = id === 'none' ? weekendsAnd('none', new Set()) : calendarOfPlace(id);
    calendars.set(id, calendar);
  }
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

function calendarOfPlace(id: string): HolidayCalendar {
  const [place = '', overlay] = id.split('+', 2);
  if (overlay !== undefined) throw new RuleViolation('calendar-overlay-unknown', { calendar: id });
  assertPlace(place);
  const years = new Map<number, ReadonlySet<number>>();
  const names = new Map<number, ReadonlyMap<number, HolidayName>>();
  const daysOf = (year: number) => remembered(years, year, () => new Set(publicHolidays(place, year).keys()));
  const namesOf = (year: number) => remembered(names, year, () => namedHolidays(place, year));
  let [from, to, days]: [number, number, ReadonlySet<number>] = [0, -1, new Set()];
  return {
    id,
    version: `date-holidays ${LIBRARY_VERSION}`,
    nationwideOnly: nationwideOnly(place),
    isWorkingDay: (day) => {
      if (weekdayOfDayNumber(day) > 5) return false;
      if (day < from || day > to) {
        const { year } = partsOf(day);
        days = daysOf(year);
        from = dayNumberOf(calendarDate(`${String(year).padStart(4, '0')}-01-01`));
        to = from + 364;
      }
      return !days.has(day);
    },
    holidayName: (day) => namesOf(partsOf(day).year).get(day),
  };
}

function namedHolidays(place: string, year: number): ReadonlyMap<number, HolidayName> {
  const french = publicHolidays(place, year, 'fr');
  const named = [...publicHolidays(place, year, 'en')].map(
    ([day, en]) => [day, { en, fr: french.get(day) ?? en }] as const,
  );
  return new Map(named);
}

function remembered<T>(kept: Map<number, T>, year: number, make: () => T): T {
  let value = kept.get(year);
  if (value === undefined) {
    value = make();
    kept.set(year, value);
  }
  return value;
}
