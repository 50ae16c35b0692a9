import { DateTime } from 'luxon';
import type { NamedDay } from '../../domain/calendar/step.ts';
import type { Wait } from './rebuiltWaits.ts';
import { dayOf } from './reference/days.ts';

/** The day or the moment at which following the steps arrives. */
export type Arrival = { dueOn?: string; targetAt?: number; outerAt?: number };

export type Data = Record<string, string | number | Date | NamedDay[]>;
const UNITS: Record<string, string> = { days: 'days', weeks: 'weeks', months: 'months', years: 'years' };
export const isoOf = (day: DateTime): string => day.toISODate() ?? '';
export const msOf = (value: unknown): number =>
  value instanceof Date ? value.getTime() : Date.parse(String(value));

/** How far somebody has come who follows the steps with a calendar of weekdays and nothing else. */
export class Way {
  arrival: Arrival = {};
  /** Day 0, and the day reached so far; and both as they were before any wait. */
  start = dayOf('1970-01-01');
  /** The day from which the last period was counted. */
  from = this.start;
  day = this.start;
  unmoved?: [DateTime, DateTime];
  /** Days from which a period may run beside day 0: of answers. */
  answers = new Set<string>();
  answered = '';
  /** The moment from which hours run, the time last reached, and their length. */
  began = 0;
  reached = 0;
  full = 0;
  hours = 0;
  /** Whether one counts back from an event. */
  back = false;
  /** Days that the steps call closed, beside weekends. */
  closed = new Set<string>();
  /** The days among which working days are counted, and how many. */
  among: [DateTime, DateTime] = [this.start, this.start];
  working = 0;
  /** By how many minutes clocks changed on the way, until a step says so. */
  unsaid = 0;
  zone = 'UTC';
  waits: Wait[] = [];
  /** The ends of two ways of counting. */
  ends?: DateTime[];
  /** How long the last wait moved a clock of hours. */
  lasted = 0;

  add(unit: string, data: Data): void {
    const count = Number(data.count);
    if (unit === 'hours' || unit === 'minutes') {
      this.hours = count * (unit === 'hours' ? 3_600_000 : 60_000);
      this.pass(this.began, this.began + this.hours, data);
      this.arrival.targetAt = this.reached;
    } else this.addDays(unit, count, data);
  }

  /** Time that passes from one moment to another, which the step names. */
  pass(from: number, to: number, { at, zone }: Data): void {
    this.must('moment', to, msOf(at));
    this.must('clock changes without a word', this.unsaid, 0);
    this.unsaid = minutesAhead(to, zone) - minutesAhead(from, zone);
    this.zone = String(zone);
    this.reached = to;
  }

  addDays(unit: string, count: number, data: Data): void {
    const from = dayOf(String(data.from));
    this.from = from;
    if (isoOf(from) !== isoOf(this.start))
      this.must('a day from which a period runs', this.answers.has(isoOf(from)), true);
    if (isoOf(from) !== this.answered) this.start = from;
    this.day = this.plus(unit, count, from, data);
    this.must('last day', isoOf(this.day), data.to);
    this.unmoved ??= [this.start, this.day];
  }

  /** As before any wait, to count with fewer. */
  beginAnew(): void {
    [this.start, this.day] = this.unmoved ?? [this.start, this.day];
    this.answered = '';
    this.ends = undefined;
  }

  /** Working days have no end that a count of days gives: the step names it, and what is left out must come to their number. */
  plus(unit: string, count: number, from: DateTime, { to }: Data): DateTime {
    this.mustHaveCounted();
    if (unit !== 'working-days') return from.plus({ [UNITS[unit] ?? '']: count });
    const end = dayOf(String(to));
    this.count(
      count < 0 ? end : from.plus({ days: 1 }),
      count < 0 ? from.minus({ days: 1 }) : end,
      Math.abs(count),
    );
    return end;
  }

  /** So many working days among these; where all days are, nothing is said of it. */
  count(first: DateTime, last: DateTime, working: number): void {
    this.among = [first, last];
    this.working = daysFrom(first, last).length === working ? 0 : working;
  }

  mustHaveCounted(): void {
    this.must('working days left over', this.working, 0);
  }

  /** So many of these days are Saturdays, Sundays and named holidays; the others are the working days. */
  skip(first: DateTime, last: DateTime, data: Data): number {
    const days = daysFrom(first, last);
    this.must('days', days.length, data.days);
    this.must('weekend days', days.filter(({ weekday }) => weekday > 5).length, data.weekends);
    const named = (data.holidays as NamedDay[]).map(({ on }) => on as string);
    if (!data.years) this.must('holidays', named.length, data.count);
    for (const on of named)
      this.must(
        on,
        days.some((day) => day.weekday < 6 && isoOf(day) === on),
        true,
      );
    return days.length - Number(data.weekends) - Number(data.count);
  }

  must(what: string, is: unknown, said: unknown): void {
    if (is !== said) throw new Error(`${what}: the steps say ${said}, following them gives ${is}`);
  }

  close({ on }: Data): void {
    this.closed.add(String(on));
    if (!this.back && isoOf(this.day) === on) this.day = this.day.plus({ days: 1 });
  }

  nthOpen(nth: number): string {
    let [day, left] = [this.start, nth];
    while (left > 0) {
      day = day.plus({ days: 1 });
      if (day.weekday < 6 && !this.closed.has(isoOf(day))) left -= 1;
    }
    return isoOf(day);
  }
}

export function daysFrom(first: DateTime, last: DateTime): DateTime[] {
  const days: DateTime[] = [];
  for (let day = first; day <= last; day = day.plus({ days: 1 })) days.push(day);
  return days;
}

const minutesAhead = (ms: number, zone: unknown) => DateTime.fromMillis(ms, { zone: String(zone) }).offset;
