import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import manifest from 'date-holidays/package.json' with { type: 'json' };
import type { Edition } from '../edition.ts';
import type { Language } from '../languages.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { calendarDate, dayNumberOf, isCalendarDate } from './calendarDate.ts';

// The only file that asks `date-holidays`. For an unknown place the library gives no days and no error, so this file refuses it.

export const LIBRARY_VERSION: string = manifest.version;

/** Outside these years rules are unknown, and the library would answer anyway. */
export const LIBRARY_YEARS = { first: 1900, last: 2199 };
/** The library's lunar calendars cover 1970 to 2076. Outside, it drops such holidays without an error. */
const [FIRST_MOON_YEAR, LAST_MOON_YEAR] = [1970, 2076];
const MOON =
  /Muharram|Safar|Rabi|Jumada|Rajab|Shaban|Ramadan|Shawwal|Dhu|Nisan|Sivan|Tishrei|Kislev|chinese|korean|vietnamese/;

type LibraryPlace = { country: string; state?: string; region?: string };

const require = createRequire(import.meta.url);
let opened: ReturnType<typeof open> | undefined;
/** Loads a hundred files, so only with the first question; starting asks none. The manifest shows that it is installed. */
const library = () => (opened ??= open());

function open() {
  const Library: typeof Holidays = require('date-holidays');
  const atlas = new Library();
  return { Library, atlas, countries: atlas.getCountries() };
}

/** Loads the library before somebody has to wait for it. */
export function openHolidays(): void {
  library();
}

/** Whether the library knows a place by exactly this code. For others it gives nothing, or the place around them. */
export function isKnownPlace(id: string): boolean {
  const place = placeOf(id);
  if (!place) return false;
  const { country, state, region } = place;
  if (!(country in library().countries)) return false;
  if (state === undefined) return true;
  if (!Object.hasOwn(partsOfCountry(country), state)) return false;
  return region === undefined || Object.hasOwn(regionsOfPart(country, state), region);
}

/** Whether a text has the form of a place: `FR`, `FR-67`, `DE-BY-KATH`. */
export const isPlaceCode = (id: string): boolean => placeOf(id) !== undefined;

/** Whether a code could be a part of a country that the library knows: `PT-20`. */
export function isPartOfKnownCountry(id: string): boolean {
  const place = placeOf(id);
  return place?.state !== undefined && place.region === undefined && place.country in library().countries;
}

/** Country and part names for a list of choices. */
export function partsOfCountry(country: string): Record<string, string> {
  return library().atlas.getStates(country) ?? {};
}

/** The regions inside a part: `KATH`, `EVANG` and `A` in DE-BY. */
export function regionsOfPart(country: string, state: string): Record<string, string> {
  return library().atlas.getRegions(country, state) ?? {};
}

/**
 * Day number and name of each public holiday of a year. Only the type `public` moves a date (Reg. 1182/71 Art. 2(1)). A day
 * that is off only from noon is a working day; the first edition of the rules took it for a holiday.
 */
export function publicHolidays(
  id: string,
  year: number,
  edition: Edition,
  language?: Language,
): Map<number, string> {
  const place = placeOf(id) as LibraryPlace;
  const missing = new RuleViolation('calendar-year-missing', { calendar: id, year });
  if (year < LIBRARY_YEARS.first || year > LIBRARY_YEARS.last) throw missing;
  const holidays = of(place)
    .getHolidays(year, language)
    .filter((holiday) => holiday.type === 'public' && (edition === 1 || isWholeDay(holiday)));
  if (!holidays.length) throw missing;
  if ((year < FIRST_MOON_YEAR || year > LAST_MOON_YEAR) && followsTheMoon(place)) throw missing;
  return new Map(holidays.flatMap((holiday) => daysOf(holiday).map((day) => [day, holiday.name] as const)));
}

/** The languages of a place. For any other language the library falls back to the place's own name of a holiday. */
export const languagesOf = (id: string): readonly string[] => of(placeOf(id) as LibraryPlace).getLanguages();

/** The day numbers that a rule names in a year, in the library's syntax: `easter -2`, `friday after 06-19`. */
export function daysOfRule(rule: string, year: number): number[] {
  if (isCalendarDate(rule)) return rule.startsWith(`${year}-`) ? [dayNumberOf(rule)] : [];
  const { Library } = library();
  const alone = new Library();
  alone.setHoliday(rule, { name: { en: rule }, type: 'public' });
  return alone.getHolidays(year).map(({ date }) => dayNumberOf(calendarDate(date.slice(0, 10))));
}

/**
 * A feast of several days is one entry. `date` is local and may carry a time: its first ten characters are the day. An invalid
 * length (`P2DT`, Romania's 2 January) is not trusted: the corrections of Romania have that day.
 */
function daysOf(holiday: { date: string; start: Date; end: Date; rule: string }): number[] {
  const first = dayNumberOf(calendarDate(holiday.date.slice(0, 10)));
  if (holiday.rule.endsWith('DT')) return [first];
  const days = Math.floor((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000 + 0.1);
  return Array.from({ length: Math.max(1, days) }, (_, index) => first + index);
}

const isWholeDay = ({ date }: { date: string }): boolean => date.slice(11, 16) === '00:00';

function followsTheMoon(place: LibraryPlace): boolean {
  return of(place)
    .getHolidays(2026)
    .some((holiday) => holiday.type === 'public' && MOON.test(holiday.rule));
}

function of({ country, state = '', region = '' }: LibraryPlace): Holidays {
  const { Library } = library();
  return new Library(country, state, region);
}

function placeOf(id: string): LibraryPlace | undefined {
  const match = /^([A-Z]{2})(?:-([A-Z0-9]{1,3})(?:-([A-Za-z0-9]{1,12}))?)?$/.exec(id);
  if (!match) return undefined;
  return {
    country: match[1] as string,
    ...(match[2] !== undefined && { state: match[2] }),
    ...(match[3] !== undefined && { region: match[3] }),
  };
}
