import type { Comparison, Years } from './comparison.ts';
import { LIBRARY_YEARS, partsOfCountry, regionsOfPart } from './holidayLibrary.ts';
import { holidayCalendar } from './holidays.ts';
import { declaredParts, namedOverlays, overlayOf } from './overlay.ts';

/** The EU and EEA, Switzerland and the United Kingdom: where the laws that ship apply. */
const COUNTRIES =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
    ' ',
  );
/** Each of their parts has days of its own, so the whole cannot be chosen. */
const ONLY_BY_PART = ['GB', 'CH'];
/** Places that the library lists under a country and that are not part of it in law. */
const LEFT_OUT = ['GB-ALD'];

/**
 * The calendar ids offered in the settings, country by country: the whole, its named overlays, its parts. The United Kingdom is
 * offered by nation alone, Switzerland by canton. Other ids that `holidayCalendar` knows work too.
 */
export function calendarChoices(): string[] {
  return [...COUNTRIES.flatMap(choicesOf), 'none'];
}

/**
 * About a calendar: the overlays that change its days, with their versions; the years for which that holds (those of its list,
 * or else those compared, or else all that the library has); and with what it was compared (null: with nothing).
 */
export function aboutCalendar(id: string): { overlay?: string; years: Years; compared: Comparison | null } {
  const { version, compared = null } = holidayCalendar(id);
  const overlay = version.split(', ').slice(1).join(', ');
  const years = overlayOf(id)?.years ?? compared?.years ?? LIBRARY_YEARS;
  return { ...(overlay && { overlay }), years, compared };
}

function choicesOf(country: string): string[] {
  const whole = ONLY_BY_PART.includes(country) ? [] : [country];
  return [...new Set([...whole, ...namedOverlays(country), ...partsOf(country)])];
}

function partsOf(country: string): string[] {
  const inLibrary = Object.keys(partsOfCountry(country)).flatMap((part) => [
    `${country}-${part}`,
    ...Object.keys(regionsOfPart(country, part)).map((region) => `${country}-${part}-${region}`),
  ]);
  return [...inLibrary, ...declaredParts(country)].filter((id) => !LEFT_OUT.includes(id)).sort();
}
