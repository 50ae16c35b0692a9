import Holidays from 'date-holidays';
import { DateTime } from 'luxon';

// An independent implementation of Reg. 1182/71, slow and plain, based only on luxon and date-holidays. Imports none of
// our code.

type Unit = 'days' | 'weeks' | 'months' | 'years';
const UNITS: Record<string, Unit> = { D: 'days', W: 'weeks', M: 'months', Y: 'years' };

export type Ends = { nominalOn?: string; dueOn: string; safeOn: string; dueAt: number };
export type Moments = { targetAt: number; outerAt?: number };

const closed = new Map<string, Set<string>>();

/** Days that these places' laws have and date-holidays lacks, or the reverse, listed independently: a name or a date. */
const CORRECTED: Record<string, { more: RegExp[]; less: RegExp[] }> = {
  NL: { more: [/-05-05$/, /^Good Friday$/], less: [] },
  'GB-SCT': { more: [/^2026-06-15$/], less: [] },
  'ES-CT': { more: [], less: [/^2027-05-03$/] },
};

/** Whether a day is neither Saturday nor Sunday nor a public holiday by date-holidays, as corrected. */
export function isOpen(calendar: string, day: DateTime): boolean {
  if (day.weekday > 5) return false;
  if (calendar === 'none') return true;
  const key = `${calendar} ${day.year}`;
  let days = closed.get(key);
  if (!days) {
    const [country = '', state = '', region = ''] = calendar.split('-');
    const found = new Holidays(country, state, region).getHolidays(day.year, 'en');
    const { more, less } = CORRECTED[calendar] ?? { more: [], less: [] };
    const isIn = (rules: RegExp[], ...texts: string[]) =>
      rules.some((rule) => texts.some((text) => rule.test(text)));
    const counted = found.filter(
      ({ type, date, name }) =>
        !isIn(less, date.slice(0, 10)) && (type === 'public' || isIn(more, date.slice(0, 10), name)),
    );
    days = new Set(counted.map(({ date }) => date.slice(0, 10)));
    closed.set(key, days);
  }
  const date = day.toISODate() ?? '';
  return !days.has(date) && !(CORRECTED[calendar]?.more.some((rule) => rule.test(date)) ?? false);
}

/** A local day as midnight in UTC, so that no clock change falls between two days. */
export const dayOf = (iso: string): DateTime => DateTime.fromISO(iso, { zone: 'UTC' });

/** The local day of an instant. */
export const localDayOf = (ms: number, zone: string): DateTime =>
  dayOf(DateTime.fromMillis(ms, { zone }).toISODate() ?? '');

const ends = new Map<string, number>();

/** The first instant after a local day; if midnight occurs twice, the first of the two. */
export function endOfDay(day: DateTime, zone: string): number {
  const next = day.plus({ days: 1 }).toISODate() ?? '';
  const known = ends.get(next + zone);
  if (known !== undefined) return known;
  const start = DateTime.fromISO(next, { zone }).startOf('day').toMillis();
  const hourBefore = start - 3_600_000;
  const end = DateTime.fromMillis(hourBefore, { zone }).toISODate() === next ? hourBefore : start;
  ends.set(next + zone, end);
  return end;
}

/** Forward or, with a negative sign, back; the day of the event is not counted. */
export function nominalOf(start: DateTime, period: string, calendar: string, sign = 1): DateTime {
  const working = /^P(\d+)BD$/.exec(period);
  if (!working) {
    return start.plus({ [UNITS[period.at(-1) ?? ''] as Unit]: sign * Number(period.slice(1, -1)) });
  }
  let day = start;
  for (let left = Number(working[1]); left > 0; ) {
    day = day.plus({ days: sign });
    if (isOpen(calendar, day)) left -= 1;
  }
  return day;
}

/** The last day of a period from a start; its nominal day may have moved already. */
export function endsOf(
  { start, nominal, period, rolls }: { start: DateTime; nominal: DateTime; period: string; rolls: boolean },
  calendar: string,
  zone: string,
): Ends {
  let due = nominal;
  const working = period.endsWith('BD');
  if (rolls && !working) {
    while (!isOpen(calendar, due)) due = due.plus({ days: 1 });
    while (period !== 'P1D' && openDaysWithin(start, due, calendar) < 2) due = due.plus({ days: 1 });
  }
  let safe = nominal;
  while (!isOpen(calendar, safe)) safe = safe.minus({ days: 1 });
  const iso = (day: DateTime) => day.toISODate() ?? '';
  return {
    ...(!working && { nominalOn: iso(nominal) }),
    dueOn: iso(due),
    safeOn: iso(safe),
    dueAt: endOfDay(due, zone),
  };
}

/** Elapsed time; for hours also the end of the n-th full hour after the hour of the event, by the local clock. */
export function momentsOf(ms: number, period: string, zone: string): Moments {
  const amount = Number(period.slice(2, -1));
  if (period.endsWith('M')) return { targetAt: ms + amount * 60_000 };
  const hour = DateTime.fromMillis(ms, { zone }).startOf('hour').plus({ hours: 1 });
  return { targetAt: ms + amount * 3_600_000, outerAt: hour.plus({ hours: amount }).toMillis() };
}

function openDaysWithin(start: DateTime, end: DateTime, calendar: string): number {
  let found = 0;
  for (let day = end; day > start && found < 2; day = day.minus({ days: 1 })) {
    if (isOpen(calendar, day)) found += 1;
  }
  return found;
}
