import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import manifest from 'date-holidays/package.json' with { type: 'json' };
import { RuleViolation } from '../ruleViolation.ts';
import { calendarDate, dayNumberOf } from './calendarDate.ts';

// The only file that asks `date-holidays`, which answers an unknown place with silence and keeps it at that.

export const LIBRARY_VERSION: string = manifest.version;

/** Years outside are a calendar's fault waiting to happen: rules change, and the library would answer all the same. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];
/** Its tables of moon calendars reach from 1970 to 2076; beyond, such holidays vanish without a word. */
const [FIRST_MOON_YEAR, LAST_MOON_YEAR] = [1970, 2076];
const MOON =
  /Muharram|Safar|Rabi|Jumada|Rajab|Shaban|Ramadan|Shawwal|Dhu|Nisan|Sivan|Tishrei|Kislev|chinese|korean|vietnamese/;

type Place = { country: string; state?: string; region?: string };

const require = createRequire(import.meta.url);
let opened: ReturnType<typeof open> | undefined;
/** A hundred files: opened with the first question, and a start asks none. That it is there is seen from its manifest. */
const library = () => (opened ??= open());

function open() {
  const Library: typeof Holidays = require('date-holidays');
  const atlas = new Library();
  return { Library, atlas, countries: atlas.getCountries() };
}

/** Opens the library before anybody waits for it. */
export function openHolidays(): void {
  library();
}

/** Refuses a place that the library does not know by exactly this code, and `GB` without its nation. */
export function assertPlace(id: string): void {
  const { country, state, region } = placeOf(id);
  if (!(country in library().countries)) throw new RuleViolation('calendar-unknown', { calendar: id });
  if (country === 'GB' && !state) throw new RuleViolation('calendar-needs-nation', { calendar: id });
  if (state !== undefined && !(state in partsOfCountry(country))) {
    throw new RuleViolation('calendar-part-unknown', { calendar: id, country });
  }
  if (region !== undefined && !Object.hasOwn(regionsOfPart(country, state as string), region)) {
    throw new RuleViolation('calendar-part-unknown', { calendar: id, country });
  }
}

/** True for a country code alone whose parts (Länder, départements, cantons) have further holidays. */
export function nationwideOnly(id: string): boolean {
  const { country, state } = placeOf(id);
  return state === undefined && Object.keys(partsOfCountry(country)).length > 0;
}

/** Country and part names for a list of choices. */
export function partsOfCountry(country: string): Record<string, string> {
  return library().atlas.getStates(country) ?? {};
}

/** The regions inside a part: `KATH`, `EVANG` and `A` in DE-BY. */
export function regionsOfPart(country: string, state: string): Record<string, string> {
  return library().atlas.getRegions(country, state) ?? {};
}

/** Day number and name of each public holiday of a year; only type `public` moves a date (LAW.md G). */
export function publicHolidays(id: string, year: number, language?: 'en' | 'fr'): Map<number, string> {
  const place = placeOf(id);
  const missing = new RuleViolation('calendar-year-missing', { calendar: id, year });
  if (year < FIRST_YEAR || year > LAST_YEAR) throw missing;
  const holidays = of(place)
    .getHolidays(year, language)
    .filter((holiday) => holiday.type === 'public');
  if (!holidays.length) throw missing;
  if ((year < FIRST_MOON_YEAR || year > LAST_MOON_YEAR) && followsTheMoon(place)) throw missing;
  return new Map(holidays.flatMap((holiday) => daysOf(holiday).map((day) => [day, holiday.name] as const)));
}

/** Day numbers of the days that rules name in a year, in the library's own words: `easter -2`, `friday after 06-19`. */
export function daysOfRule(rule: string, year: number): number[] {
  const { Library } = library();
  const alone = new Library();
  alone.setHoliday(rule, { name: { en: rule }, type: 'public' });
  return alone.getHolidays(year).map(({ date }) => dayNumberOf(calendarDate(date.slice(0, 10))));
}

/**
 * A feast of several days comes as one entry. `date` is local and may carry a time: its first ten characters are the day.
 * A length that is none (`P2DT`, Romania's 2 January) is not trusted: the overlay `RO+official` has that day.
 */
function daysOf(holiday: { date: string; start: Date; end: Date; rule: string }): number[] {
  const first = dayNumberOf(calendarDate(holiday.date.slice(0, 10)));
  if (holiday.rule.endsWith('DT')) return [first];
  const days = Math.floor((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000 + 0.1);
  return Array.from({ length: Math.max(1, days) }, (_, index) => first + index);
}

function followsTheMoon(place: Place): boolean {
  return of(place)
    .getHolidays(2026)
    .some((holiday) => holiday.type === 'public' && MOON.test(holiday.rule));
}

function of({ country, state = '', region = '' }: Place): Holidays {
  const { Library } = library();
  return new Library(country, state, region);
}

function placeOf(id: string): Place {
  const match = /^([A-Z]{2})(?:-([A-Z0-9]{1,3})(?:-([A-Za-z0-9]{1,12}))?)?$/.exec(id);
  if (!match) throw new RuleViolation('calendar-unknown', { calendar: id });
  return {
    country: match[1] as string,
    ...(match[2] !== undefined && { state: match[2] }),
    ...(match[3] !== undefined && { region: match[3] }),
  };
}
