import { IANAZone } from 'luxon';
import { RuleViolation } from '../ruleViolation.ts';
import { type CalendarDate, calendarDate, dateOfDayNumber, dayNumberOf } from './calendarDate.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

type Zone = {
  offsetAt: (ms: number) => number;
  starts: Map<number, number>;
  mornings: Map<number, number>;
};
const zones = new Map<string, Zone>();

/** True for an IANA time zone that this Node knows: `Europe/Paris`, not `+02:00` or `CEST`. */
export function isZone(zone: string): boolean {
  return /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(zone) && IANAZone.isValidZone(zone);
}

/** The local day of an instant: 2026-03-31T22:30Z is 2026-04-01 in Paris. docs/law.md#day-of-receipt */
export function localDate(instant: Date, zone: string): CalendarDate {
  return dateOfDayNumber(localDayNumber(instant.getTime(), zone));
}

/** `localDate` on milliseconds and day numbers. */
export function localDayNumber(ms: number, zone: string): number {
  let day = Math.floor(ms / DAY);
  while (startOfDayNumber(day, zone) > ms) day -= 1;
  while (startOfDayNumber(day + 1, zone) <= ms) day += 1;
  return day;
}

/** The first instant of a local day, also where 00:00 is skipped or occurs twice: 2026-04-01 in Paris is 2026-03-31T22:00Z. */
export function startOfDay(date: CalendarDate, zone: string): Date {
  return new Date(startOfDayNumber(dayNumberOf(date), zone));
}

/** `startOfDay` on day numbers and milliseconds. */
export function startOfDayNumber(dayNumber: number, zone: string): number {
  const found = zoneOf(zone);
  const known = found.starts.get(dayNumber);
  if (known !== undefined) return known;
  if (found.starts.size > 100_000) found.starts.clear();
  const start = firstInstantAt(dayNumber * DAY, found.offsetAt);
  found.starts.set(dayNumber, start);
  return start;
}

/** The next 08:00 after a moment; at 08:00 itself, that of the next day. */
export function nextMorning(at: Date, zone: string): Date {
  const today = localDayNumber(at.getTime(), zone);
  const morning = morningOfDayNumber(today, zone);
  return morning > at ? morning : morningOfDayNumber(today + 1, zone);
}

/** 08:00 of a local day, when reminders go out. */
export function morningOfDayNumber(dayNumber: number, zone: string): Date {
  const found = zoneOf(zone);
  let ms = found.mornings.get(dayNumber);
  if (ms === undefined) {
    if (found.mornings.size > 100_000) found.mornings.clear();
    ms = firstInstantAt(dayNumber * DAY + 8 * HOUR, found.offsetAt);
    found.mornings.set(dayNumber, ms);
  }
  return new Date(ms);
}

/**
 * The instant of a local time that a person gave, `HH:mm` or `HH:mm:ss`. A time that a clock change skips or repeats is
 * refused, never guessed: 2026-03-29 02:30 and 2026-10-25 02:30 in Paris.
 */
export function atTime(date: CalendarDate, time: string, zone: string): Date {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?$/.exec(time);
  if (!match) throw new RuleViolation('time-invalid', { text: time });
  const wall =
    dayNumberOf(date) * DAY +
    Number(match[1]) * HOUR +
    Number(match[2]) * 60_000 +
    Number(match[3] ?? 0) * 1000 +
    Math.floor(Number(`0.${match[4] ?? 0}`) * 1000);
  const { offsetAt } = zoneOf(zone);
  const candidates = [...new Set([offsetAt(wall - DAY), offsetAt(wall + DAY)])]
    .map((offset) => wall - offset)
    .filter((ms) => ms + offsetAt(ms) === wall);
  if (candidates.length === 1) return new Date(candidates[0] as number);
  throw new RuleViolation(candidates.length ? 'time-ambiguous' : 'time-nonexistent', { date, time, zone });
}

/** The start of the next full hour by the local clock: 12:17 gives 13:00, and so does 12:00. */
export function nextFullHour(ms: number, zone: string): number {
  const offset = zoneOf(zone).offsetAt(ms);
  return (Math.floor((ms + offset) / HOUR) + 1) * HOUR - offset;
}

/** How many minutes the local clock is ahead of UTC: 120 in Paris in summer. */
export function minutesAhead(ms: number, zone: string): number {
  return zoneOf(zone).offsetAt(ms) / 60_000;
}

/** `UTC+02:00`. */
export function utcOffset(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.round(Math.abs(minutes) % 60)];
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  return `UTC${minutes < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(rest)}`;
}

/**
 * Which of two moments with the same local time this is, where clocks go back: 2026-10-25T00:30Z is the first 02:30 in Paris.
 * Undefined where the time occurs once.
 */
export function whichOfTwo(at: Date, zone: string): 'first' | 'second' | undefined {
  const ms = at.getTime();
  const day = localDayNumber(ms, zone);
  if (startOfDayNumber(day + 1, zone) - startOfDayNumber(day, zone) <= DAY) return undefined;
  const { offsetAt } = zoneOf(zone);
  const offset = offsetAt(ms);
  const twin = [offsetAt(ms - DAY), offsetAt(ms + DAY)]
    .map((other) => ms + offset - other)
    .find((other) => other !== ms && other + offsetAt(other) === ms + offset);
  return twin === undefined ? undefined : ms < twin ? 'first' : 'second';
}

/** When a request was received: only the day, or the instant. */
export type TimeOfReceipt = { receivedOn: CalendarDate } | { receivedAt: Date };

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?$/i;

/** Parses an ISO day, an instant with offset, or a local time of `zone` (refused where it does not exist or exists twice). */
export function parseReceived(text: string, zone: string): TimeOfReceipt {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { receivedOn: calendarDate(text) };
  const match = INSTANT.exec(text);
  if (!match) throw new RuleViolation('received-invalid', { text });
  const date = calendarDate(match[1] as string);
  const time = match[2] as string;
  if (!match[3]) return { receivedAt: atTime(date, time, zone) };
  return { receivedAt: new Date(atTime(date, time, 'UTC').getTime() - offsetOf(match[3], text)) };
}

function offsetOf(text: string, whole: string): number {
  if (/^z$/i.test(text)) return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  if (hours > 14 || minutes > 59) throw new RuleViolation('received-invalid', { text: whole });
  return (text.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * 60_000);
}

function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (!zone) {
    if (!isZone(name)) throw new RuleViolation('zone-unknown', { zone: name });
    const iana = IANAZone.create(name);
    zone = {
      offsetAt: (ms) => Math.round(iana.offset(ms) * 60_000),
      starts: new Map(),
      mornings: new Map(),
    };
    zones.set(name, zone);
  }
  return zone;
}

/** The first instant at which the local clock has reached `wall` (local milliseconds), also across a change of offset. */
function firstInstantAt(wall: number, offsetAt: (ms: number) => number): number {
  const before = offsetAt(wall - DAY);
  const after = offsetAt(wall + DAY);
  if (before === after) return wall - before;
  const change = changeBetween(wall - DAY, wall + DAY, before, offsetAt);
  if (wall - before < change) return wall - before;
  return Math.max(wall - after, change);
}

function changeBetween(from: number, to: number, before: number, offsetAt: (ms: number) => number): number {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
