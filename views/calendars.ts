import { isCalendarDate } from '../domain/calendar/calendarDate.ts';
import type { Comparison } from '../domain/calendar/comparison.ts';
import { partsOfCountry, regionsOfPart } from '../domain/calendar/holidayLibrary.ts';
import { calendarInUse } from '../domain/calendar/holidays.ts';
import { overlayOf } from '../domain/calendar/overlay.ts';
import type { Step } from '../domain/calendar/step.ts';
import { PRESENT_EDITION } from '../domain/edition.ts';
import { type Worded, wordedIn } from '../domain/languages.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { shortDate } from './dates.ts';
import type { Language, T } from './i18n.ts';
import known from './locales/en/places.json' with { type: 'json' };
import { wordedOf } from './requests/words.ts';

/**
 * "France, Moselle", "Portugal, Azores", "Belgium, as on the list of the European Union"; an unknown code is returned as it
 * is.
 */
export function calendarName(id: string, language: Language, t: T): string {
  if (id === 'none') return t('settings:organisation.noHolidays');
  const given = overlayOf(id)?.title;
  const title = given && wordedOf(given, language);
  if (id.includes('+')) return title ?? id;
  const [country = '', part, region] = id.split('-');
  if (part === undefined && title) return title;
  const whole = countryName(country, language);
  if (part === undefined) return whole;
  return `${whole}, ${Object.hasOwn(known.part, id) ? t(`places:part.${id}`) : (title ?? libraryName(country, part, region))}`;
}

/** "France, Moselle (FR-57)": for lists of choices, and where the code matters. */
export function calendarWithCode(id: string, language: Language, t: T): string {
  const name = calendarName(id, language, t);
  return id === 'none' || name === id ? name : `${name} (${id})`;
}

const names = new Map<Language, Intl.DisplayNames>();

function countryName(country: string, language: Language): string {
  let words = names.get(language);
  if (!words) {
    words = new Intl.DisplayNames([language], { type: 'region' });
    names.set(language, words);
  }
  return /^[A-Z]{2}$/.test(country) ? (words.of(country) ?? country) : country;
}

/** Places outside Europe, in the library's own English. */
function libraryName(country: string, part: string, region: string | undefined): string {
  const name = partsOfCountry(country)[part] ?? part;
  return region === undefined ? name : `${name}, ${regionsOfPart(country, part)[region] ?? region}`;
}

/** "Compared with … on 28 Nov 2026, for 2025 to 2030.", "Two libraries agree …", "Not compared …". */
export function comparisonWords(compared: Comparison | null, language: Language, t: T): string {
  if (!compared) return t('places:compared.none');
  const { by, on, years } = compared;
  return comparisonSentence({ by, on: shortDate(on, language), with: compared.with, ...years }, language, t);
}

/** The chosen calendar's name with its remarks: "France, Moselle. Compared with ...". */
export function chosenCalendar(chosen: string, language: Language, t: T): string {
  const remarks = calendarRemarks(chosen, language, t);
  return remarks && `${calendarName(chosen, language, t)}. ${remarks}`;
}

/** What a calendar was compared with, and remarks on its days; empty for an unknown one. */
export function calendarRemarks(id: string, language: Language, t: T): string {
  try {
    const { compared, note, option } = calendarInUse(id, PRESENT_EDITION);
    const words = compared === undefined ? '' : comparisonWords(compared, language, t);
    const disputed = option && t('places:reading', { reading: wordedOf(option.reading, language) });
    const ofDays = (overlayOf(id)?.remarks ?? []).map(({ remark }) => wordedOf(remark, language));
    return [words, disputed, note && wordedOf(note, language), ...new Set(ofDays)].filter(Boolean).join(' ');
  } catch (error) {
    if (error instanceof RuleViolation) return '';
    throw error;
  }
}

/** A calendar in a step: its name, the place whose days are used instead, and what it was compared with. */
export function calendarWords(
  { calendar, place, compared, comparedOn, ...rest }: Step['data'],
  language: Language,
  t: T,
): Record<string, string> {
  if (typeof calendar !== 'string') return {};
  const words = { calendar: calendarName(calendar, language, t), compared: '' };
  if (typeof place === 'string') return { ...words, place: calendarName(place, language, t) };
  if (!compared) return words;
  const on = isCalendarDate(comparedOn) ? shortDate(comparedOn, language) : '';
  const { first, last } = rest;
  const data = { by: compared, on, with: wordedIn(rest) ?? { en: '' }, first, last };
  return { ...words, compared: ` ${comparisonSentence(data, language, t)}` };
}

function comparisonSentence(
  { by, ...data }: { by: unknown; on: unknown; with: Worded; first: unknown; last: unknown },
  language: Language,
  t: T,
): string {
  return t(`places:compared.${by}`, { ...data, with: wordedOf(data.with, language) });
}
