import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import {
  localDate,
  localDayNumber,
  minutesAhead,
  startOfDayNumber,
  utcOffset,
  whichOfTwo,
} from '../domain/calendar/zone.ts';
import type { TimeLeft } from '../domain/deadlines/urgency.ts';
import { type Language, localeOf } from '../domain/languages.ts';
import type { T } from './i18n.ts';
import { filledIn, writingOf } from './writing.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** "Friday 27 November 2026", "vendredi 27 novembre 2026". A Date is read in the zone, a CalendarDate needs none. */
export function longDate(day: CalendarDate | Date, language: Language, zone = 'UTC'): string {
  return dayIn(day, language, zone, 'long');
}

/** "27 Nov 2026", "27 nov. 2026". */
export function shortDate(day: CalendarDate | Date, language: Language, zone = 'UTC'): string {
  return dayIn(day, language, zone, 'short');
}

/**
 * "Friday 27 November 2026, 10:42 (Paris)", "vendredi 27 novembre 2026 à 10 h 42 (Paris)". A time that occurs twice when clocks
 * go back says which: "Sunday 25 October 2026, 02:30 (Paris, the first of two, UTC+02:00)".
 */
export function longMoment(at: Date, language: Language, zone: string): string {
  const [place, which] = [placeOf(zone, language), whichOfTwo(at, zone)];
  const offset = which && utcOffset(minutesAhead(at.getTime(), zone));
  const { dates } = writingOf(language);
  const told = which ? `${place}, ${dates[`${which}OfTwo`]}, ${offset}` : place;
  const [day, time] = [longDate(at, language, zone), timeOfDay(at, language, zone)];
  return filledIn(dates.longMoment, { day, time, place: told });
}

/** "27 Nov 2026, 10:42", "27 nov. 2026, 10 h 42". */
export function shortMoment(at: Date, language: Language, zone: string): string {
  const [day, time] = [shortDate(at, language, zone), timeOfDay(at, language, zone)];
  return filledIn(writingOf(language).dates.shortMoment, { day, time });
}

/** "10:42", "10 h 42". */
export function timeOfDay(at: Date, language: Language, zone: string): string {
  const { hour, minute } = clockAt(at, zone);
  return filledIn(writingOf(language).dates.time, { hour, hourAlone: String(Number(hour)), minute });
}

/** "3 days left", "2 hours late", "due today". */
export function timeLeftWords(left: TimeLeft, t: T): string {
  const side = left.late ? 'late' : 'left';
  if (left.count === 0) return t(`urgency:${side}.now.${left.unit}`);
  return t(`urgency:${side}.${left.unit}`, { count: left.count });
}

/** The place that a zone is named after: "London", "Londres", "New York", "UTC". */
export function placeOf(zone: string, language: Language): string {
  return writingOf(language).zones[zone] ?? zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

type Style = 'long' | 'short';

/** A cache of formatted days: Intl takes 15 µs each, and a list repeats the same few. */
const worded = new Map<string, string>();
const MOST_DAYS = 5000;

function dayIn(day: CalendarDate | Date, language: Language, zone: string, style: Style): string {
  const date = typeof day === 'string' ? day : localDate(day, zone);
  const name = `${date} ${language} ${style}`;
  const known = worded.get(name);
  if (known) return known;
  const options = { weekday: 'long', day: 'numeric', month: style, year: 'numeric' } as const;
  const {
    weekday = '',
    day: number = '',
    month = '',
    year = '',
  } = parts(new Date(`${date}T00:00:00Z`), language, 'UTC', options);
  const { dates } = writingOf(language);
  const told = { weekday, number: number === '1' ? dates.first : number, month, year };
  const found = filledIn(dates[style], told);
  if (worded.size >= MOST_DAYS) worded.clear();
  worded.set(name, found);
  return found;
}

/**
 * The local time. On a day of 24 hours it is the time since midnight; on a day with a clock change, the library computes
 * it.
 */
function clockAt(at: Date, zone: string): { hour: string; minute: string } {
  const ms = at.getTime();
  const day = localDayNumber(ms, zone);
  const start = startOfDayNumber(day, zone);
  if (startOfDayNumber(day + 1, zone) - start !== 24 * 60 * MINUTE) {
    const { hour = '', minute = '' } = parts(at, 'en', zone, CLOCK);
    return { hour, minute };
  }
  const minutes = Math.floor((ms - start) / MINUTE);
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  return { hour: twoDigits(Math.floor(minutes / 60)), minute: twoDigits(minutes % 60) };
}

const MINUTE = 60_000;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function parts(at: Date, language: Language, zone: string, options: Intl.DateTimeFormatOptions) {
  const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format(language, zone, options).formatToParts(at)) found[type] = value;
  return found;
}

/** Creating a format is slow (50 µs), using one is not. */
function format(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${options.month ?? 'time'}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: zone });
    formats.set(key, made);
  }
  return made;
}
