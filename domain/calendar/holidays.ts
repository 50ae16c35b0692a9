import { type Edition, PRESENT_EDITION } from '../edition.ts';
import { LANGUAGES, type Worded } from '../languages.ts';
import { calendarDate, dateParts, dayNumberFrom, dayNumberOf, weekdayOfDayNumber } from './calendarDate.ts';
import type { Comparison, Years } from './comparison.ts';
import { corrected, remarksIn } from './corrections.ts';
import type { DeclaredDay } from './declaredDay.ts';
import { LIBRARY_VERSION, languagesOf, publicHolidays } from './holidayLibrary.ts';
import { type Overlay, overlayChanges, overlayOf, overlaysAround, placeIn, placesAround } from './overlay.ts';
import { assertCalendarKnown, assertChoosable, isNationwideOnly } from './place.ts';

/** Which days count as working days in one place (Reg. 1182/71 Art. 2). */
export type HolidayCalendar = {
  /** `FR-67`, `none` (weekends only), or `given` (weekends and exactly the days given). */
  readonly id: string;
  /** The releases of the holiday data and of its corrections, kept with each computation. */
  readonly version: string;
  /** True where the id names a country whose parts have further holidays, which are left out. */
  readonly nationwideOnly: boolean;
  /** With what the days were compared; null where nobody compared them, absent where that does not apply. */
  readonly compared?: Comparison | null;
  /** What users of this calendar should know. */
  readonly note?: Worded;
  /** The years of an overlay's list; outside them it leaves the place's own days. */
  readonly corrected?: Years;
  /** A disputed reading, and the calendar of the place without it. */
  readonly option?: { reading: Worded; otherwise: HolidayCalendar };
  /** Neither Saturday, nor Sunday, nor public holiday. */
  isWorkingDay(dayNumber: number): boolean;
  /** The public holiday on that day, if there is one with a name. */
  holidayName(dayNumber: number): Worded | undefined;
  /** A remark on the holiday of that day: that it holds in a part of the place alone, or is disputed. */
  remarkOn?(dayNumber: number): Worded | undefined;
  /** A declaration about that day, made after the calendar's data. */
  declared?(dayNumber: number): DeclaredDay | undefined;
};

const calendars = new Map<string, HolidayCalendar>();
let madeAfter = overlayChanges();

/**
 * The calendar of a place by its ISO code: `FR` (nationwide days), `FR-67`, `DE-BY-KATH`, `GB-ENG`, with the corrections of the
 * place and of those around it; `none` for weekends alone; `BE+official` with the overlay of that name. Refused: an unknown
 * place, `GB` without a nation, `CH` without a canton (each part has days of its own), an overlay that was not declared. In
 * the first edition of the rules no place is corrected by itself. docs/law.md#holidays-of-a-place
 */
export function holidayCalendar(id: string, edition: Edition = PRESENT_EDITION): HolidayCalendar {
  if (id !== 'none') assertChoosable(id, edition);
  return calendarInUse(id, edition);
}

/**
 * The calendar of an earlier choice, even one that can no longer be chosen. Plain `CH` has the days that all cantons share, so
 * that a date can be too early but never too late.
 */
export function calendarInUse(id: string, edition: Edition): HolidayCalendar {
  if (madeAfter !== overlayChanges()) {
    calendars.clear();
    madeAfter = overlayChanges();
  }
  const key = `${edition} ${id}`;
  let calendar = calendars.get(key);
  if (!calendar) {
    calendar = id === 'none' ? weekendsAnd('none', new Set()) : calendarOfPlace(id, edition);
    calendars.set(key, calendar);
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

function calendarOfPlace(id: string, edition: Edition): HolidayCalendar {
  assertCalendarKnown(id, edition);
  const place = placeIn(id);
  const named = id === place ? undefined : overlayOf(id);
  const own = edition === 1 ? [] : overlaysAround(place);
  const overlays = named ? [...own, named] : own;
  const years = new Map<number, ReadonlySet<number>>();
  const names = new Map<number, ReadonlyMap<number, Worded>>();
  const daysOf = (year: number) =>
    remembered(
      years,
      year,
      () => new Set(corrected(publicHolidays(place, year, edition), overlays, year).keys()),
    );
  const namesOf = (year: number) =>
    remembered(names, year, () => corrected(namedHolidays(place, year, edition), overlays, year));
  const remarks = new Map<number, ReadonlyMap<number, Worded>>();
  let [from, to, days]: [number, number, ReadonlySet<number>] = [0, -1, new Set()];
  return {
    id,
    version: versionOf(overlays),
    nationwideOnly: isNationwideOnly(place, edition),
    ...(edition > 1 && comparedOf(place, named)),
    ...(named?.otherYears === 'place' && { corrected: named.years }),
    ...(edition > 1 && optionOf(id, edition)),
    isWorkingDay: (day) => {
      if (weekdayOfDayNumber(day) > 5) return false;
      if (day < from || day > to) {
        const { year } = dateParts(day);
        days = daysOf(year);
        from = dayNumberFrom(year, 1, 1);
        to = dayNumberFrom(year, 12, 31);
      }
      return !days.has(day);
    },
    holidayName: (day) => namesOf(dateParts(day).year).get(day),
    ...(overlays.some((overlay) => overlay.remarks.length > 0) && {
      remarkOn: (day: number) => {
        const { year } = dateParts(day);
        return remembered(remarks, year, () => remarksIn(overlays, year)).get(day);
      },
    }),
  };
}

/** The release of the library, and the version of each overlay that changes days. */
function versionOf(overlays: readonly Overlay[]): string {
  const changing = overlays.filter(({ add, remove }) => add.length + remove.length > 0);
  const versions = changing.map(({ id, version }) => `${id} ${version}`);
  return [`date-holidays ${LIBRARY_VERSION}`, ...versions].join(', ');
}

/** The comparison and note of the named overlay, or else those of the place. */
function comparedOf(place: string, named: Overlay | undefined): Pick<HolidayCalendar, 'compared' | 'note'> {
  const known = overlayOf(place);
  const note = named?.note ?? known?.note;
  return { compared: named?.compared ?? known?.compared ?? null, ...(note && { note }) };
}

/** The disputed reading of a named overlay, or of a part whose days rest on its own law alone. */
function optionOf(id: string, edition: Edition): Pick<HolidayCalendar, 'option'> {
  const reading = overlayOf(id)?.reading;
  if (!reading) return {};
  const around = placeIn(id) === id ? placesAround(id).at(-2) : placeIn(id);
  return around ? { option: { reading, otherwise: calendarInUse(around, edition) } } : {};
}

/** The names of a year's holidays, in each language that the library has. */
function namedHolidays(place: string, year: number, edition: Edition): Map<number, Worded> {
  const spoken = languagesOf(place);
  const own = publicHolidays(place, year, edition);
  const others = LANGUAGES.filter((language) => language !== 'en').map((language) => {
    const names = publicHolidays(place, year, edition, language);
    const has = (day: number) => spoken.includes(language) || names.get(day) !== own.get(day);
    return { language, nameOf: (day: number) => (has(day) ? names.get(day) : undefined) };
  });
  const named = [...publicHolidays(place, year, edition, 'en')].map(([day, en]) => {
    const known = others.map(({ language, nameOf }) => [language, nameOf(day)]);
    return [day, { en, ...Object.fromEntries(known.filter(([, name]) => name && name !== en)) }] as const;
  });
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
