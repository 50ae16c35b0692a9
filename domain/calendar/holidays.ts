import { type Edition, PRESENT_EDITION } from '../edition.ts';
import { LANGUAGES, type Worded } from '../languages.ts';
import { calendarDate, dayNumberFrom, dayNumberOf, partsOf, weekdayOfDayNumber } from './calendarDate.ts';
import type { Comparison, Years } from './comparison.ts';
import { corrected, remarksIn } from './corrections.ts';
import type { DeclaredDay } from './declaredDays.ts';
import { LIBRARY_VERSION, languagesOf, publicHolidays } from './holidayLibrary.ts';
import { type Overlay, overlayChanges, overlayOf, overlaysAround, placeIn, placesAround } from './overlay.ts';
import { assertChoosable, assertKnown, isNationwideOnly } from './place.ts';

/** Which days count as working days in one place (Reg. 1182/71 Art. 2). */
export type HolidayCalendar = {
  /** `FR-67`, `none` (weekends only), or `given` (weekends and exactly the days given). */
  readonly id: string;
  /** Releases of the holiday data and of what corrects it, kept with each computation. */
  readonly version: string;
  /** True where the id names a country whose parts have holidays of their own, and those are left out. */
  readonly nationwideOnly: boolean;
  /** With what the days were compared; null where nobody has, absent where that is no question. */
  readonly compared?: Comparison | null;
  /** What somebody who counts by it should know. */
  readonly note?: Worded;
  /** Years outside of which an overlay leaves the place's own days as they are. */
  readonly corrected?: Years;
  /** A reading that can be disputed, and the calendar of the place without it. */
  readonly option?: { reading: Worded; otherwise: HolidayCalendar };
  /** Neither Saturday, nor Sunday, nor public holiday. */
  isWorkingDay(dayNumber: number): boolean;
  /** The public holiday on that day, if there is one with a name. */
  holidayName(dayNumber: number): Worded | undefined;
  /** What should be known of the holiday on that day: that it holds in a part of the place alone, or is disputed. */
  remarkOn?(dayNumber: number): Worded | undefined;
  /** What was declared for that day after the calendar's data was made. */
  declared?(dayNumber: number): DeclaredDay | undefined;
};

const calendars = new Map<string, HolidayCalendar>();
let madeAfter = overlayChanges();

/**
 * The calendar of a place by its ISO code: `FR` (nationwide days), `FR-67`, `DE-BY-KATH`, `GB-ENG`, with what corrects it and
 * the places around it; `none` for weekends alone; `BE+official` with an overlay that has that name. Refused: a place that is
 * not known, `GB` without a nation and `CH` without a canton (each of the parts has other days), an overlay that has not been
 * declared. In the first edition of the rules nothing corrects a place by itself.
 */
export function holidayCalendar(id: string, edition: Edition = PRESENT_EDITION): HolidayCalendar {
  if (id !== 'none') assertChoosable(id, edition);
  return calendarInUse(id, edition);
}

/**
 * The calendar of a choice that was made before: also of one that nobody may choose any more. Plain `CH` has the days that
 * all cantons share, so that a date can be too early there and never too late.
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
  assertKnown(id, edition);
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
        const { year } = partsOf(day);
        days = daysOf(year);
        from = dayNumberFrom(year, 1, 1);
        to = dayNumberFrom(year, 12, 31);
      }
      return !days.has(day);
    },
    holidayName: (day) => namesOf(partsOf(day).year).get(day),
    ...(overlays.some((overlay) => overlay.remarks.length > 0) && {
      remarkOn: (day: number) => {
        const { year } = partsOf(day);
        return remembered(remarks, year, () => remarksIn(overlays, year)).get(day);
      },
    }),
  };
}

/** The release of the library, and the version of each overlay that changes a day. */
function versionOf(overlays: readonly Overlay[]): string {
  const changing = overlays.filter(({ add, remove }) => add.length + remove.length > 0);
  const versions = changing.map(({ id, version }) => `${id} ${version}`);
  return [`date-holidays ${LIBRARY_VERSION}`, ...versions].join(', ');
}

/** What an overlay says of itself, else what is known of the place. */
function comparedOf(place: string, named: Overlay | undefined): Pick<HolidayCalendar, 'compared' | 'note'> {
  const known = overlayOf(place);
  const note = named?.note ?? known?.note;
  return { compared: named?.compared ?? known?.compared ?? null, ...(note && { note }) };
}

/** A reading of an overlay with a name, or of a part that has days of its own by the law of the part alone. */
function optionOf(id: string, edition: Edition): Pick<HolidayCalendar, 'option'> {
  const reading = overlayOf(id)?.reading;
  if (!reading) return {};
  const around = placeIn(id) === id ? placesAround(id).at(-2) : placeIn(id);
  return around ? { option: { reading, otherwise: calendarInUse(around, edition) } } : {};
}

/** The names of a year's holidays, in each language in which the library has one. */
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
