import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import type { DeclaredDay } from '../../domain/calendar/declaredDay.ts';
import { withDeclaredDays } from '../../domain/calendar/declaredDays.ts';
import { calendarOfDays, type HolidayCalendar, holidayCalendar } from '../../domain/calendar/holidays.ts';
import { computePeriod, parsePeriod } from '../../domain/calendar/period.ts';
import type { Step } from '../../domain/calendar/step.ts';
import { parseReceived } from '../../domain/calendar/zone.ts';
import type { Clock } from '../../domain/policies/policy.ts';
import { clocksOf, factsOf, shippedPolicy } from './facts.ts';

type Question = { zone?: string; calendar?: string | HolidayCalendar; rolls?: boolean };

/** The reasons of one period. */
export function reasonsOf(received: string, period: string, question: Question = {}): Step[] {
  const { zone = 'Europe/Paris', calendar = 'FR-67', rolls = true } = question;
  return computePeriod({
    received: parseReceived(received, zone),
    period: parsePeriod(period),
    calendar: typeof calendar === 'string' ? holidayCalendar(calendar) : calendar,
    zone,
    rolls,
  }).because;
}

/** Alsace-Moselle with one day declared off, or a holiday removed. */
export const withDeclared = (on: string, name: string, source: string, working = false): HolidayCalendar =>
  withDeclaredDays(holidayCalendar('FR-67'), [
    { on: calendarDate(on), name, source, working } satisfies DeclaredDay,
  ]);

/** The reasons of a clock that counts back from an audit, or starts with another event than a request. */
export function clockReasons(
  clock: Partial<Clock>,
  other: Record<string, string>,
  calendar = 'FR-67',
): Step[] {
  const gdpr = shippedPolicy('gdpr-eu');
  const [reply] = gdpr.clocks;
  const own = { ...(reply as Clock), pack: 'x@1', id: 'own', extendedPeriod: undefined, ...clock };
  const facts = factsOf('2026-03-02T09:17:00Z', {
    other: Object.fromEntries(Object.entries(other).map(([fact, at]) => [fact, new Date(at)])),
  });
  return clocksOf({ ...gdpr, clocks: [own] }, facts, calendar).own?.because ?? [];
}

/** Periods that together produce every step of a count without pauses. */
export const EVERY_COUNT: Step[] = [
  ...reasonsOf('2026-03-31T22:30:00Z', 'P1M'),
  ...reasonsOf('2026-01-31', 'P1M', { calendar: 'GB-ENG', zone: 'Europe/London' }),
  ...reasonsOf('2026-03-26', 'P10BD', { calendar: 'FR' }),
  ...reasonsOf('2026-04-02', 'P2D'),
  ...reasonsOf('2026-03-01', 'P6D', { rolls: false }),
  ...reasonsOf('2026-03-02', 'P2W', { calendar: 'none' }),
  ...reasonsOf('2026-03-02', 'P1Y'),
  ...reasonsOf('2026-03-02', 'P1M', { calendar: calendarOfDays(['2026-04-02']) }),
  ...reasonsOf('2026-02-28', 'P2D', { calendar: calendarOfDays(weekdaysOfTwoWeeks()) }),
  ...reasonsOf('2026-04-29', 'P1M', { calendar: withDeclared('2026-05-29', 'Day of mourning', 'decree') }),
  ...reasonsOf('2026-04-08', 'P1M', { calendar: withDeclared('2026-05-08', 'Working', 'decree', true) }),
  ...reasonsOf('2026-10-24T18:17', 'PT24H'),
  ...reasonsOf('2026-03-28T18:17', 'PT24H'),
  ...reasonsOf('2026-03-28T18:17', 'PT90M'),
  ...clockReasons({ starts: 'breach-known', period: 'P1W' }, { 'breach-known': '2026-03-02T09:00:00Z' }),
  ...reasonsOf('2031-03-02', 'P1M', { calendar: 'BE+official' }),
  ...reasonsOf('2026-10-02', 'P1M', { calendar: 'BE+official' }),
  ...reasonsOf('2026-09-09', 'P1M', { calendar: 'ES-VC' }),
  ...reasonsOf('2026-09-09', 'P1M', { calendar: 'DE-BB' }),
  ...clockReasons({ starts: 'breach-known' }, {}),
  ...backFrom('2026-12-01T09:00:00Z', { period: 'P30D' }),
  ...backFrom('2026-12-01T09:00:00Z', { period: 'PT24H' }),
];

/** The reasons of a clock that counts back from an audit. */
export function backFrom(audit: string, clock: Partial<Clock>, calendar = 'FR-67'): Step[] {
  return clockReasons(
    { starts: 'audit-day', before: 'audit-day', ...clock },
    { 'audit-day': audit },
    calendar,
  );
}

function weekdaysOfTwoWeeks(): string[] {
  return [2, 3, 4, 5, 6, 9, 10, 11, 12, 13].map((day) => `2026-03-${String(day).padStart(2, '0')}`);
}
