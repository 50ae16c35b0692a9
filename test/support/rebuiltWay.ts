import { DateTime } from 'luxon';
import type { NamedDay } from '../../domain/calendar/step.ts';
import { dayOf } from './reference/days.ts';

/** The day or moment that the steps lead to. */
export type Arrival = { dueOn?: string; targetAt?: number; outerAt?: number };

export type Data = Record<string, string | number | Date | NamedDay[]>;
const UNITS: Record<string, string> = { days: 'days', weeks: 'weeks', months: 'months', years: 'years' };
export const isoOf = (day: DateTime): string => day.toISODate() ?? '';
export const msOf = (value: unknown): number =>
  value instanceof Date ? value.getTime() : Date.parse(String(value));

/** The position of somebody who follows the steps with only a calendar of weekdays. */
export class Way {
  arrival: Arrival = {};
  /** Day 0, and the day reached so far; and both as they were before any pause. */
  start = dayOf('1970-01-01');
  /** The day from which the last period was counted. */
  from = this.start;
  day = this.start;
  unmoved?: [DateTime, DateTime];
  /** Days of answers, from which a period may also run. */
  answers = new Set<string>();
  answered = '';
  /** The moment from which hours run, the time last reached, and their length. */
  began = 0;
  reached = 0;
  full = 0;
  hours = 0;
  /** Whether the count goes back from an event. */
  back = false;
  /** Days that the steps call closed, besides weekends. */
  closed = new Set<string>();
  /** The range of days in which working days are counted, and their number. */
  among: [DateTime, DateTime] = [this.start, this.start];
  working = 0;
  /** Minutes of clock changes on the way that no step has mentioned yet. */
  unsaid = 0;
  zone = 'UTC';
  waits: Wait[] = [];
  /** The ends of two ways of counting. */
  ends?: DateTime[];
  /** How far the last pause moved a clock of hours. */
  lasted = 0;

  add(unit: string, data: Data): void {
    const count = Number(data.count);
    if (unit === 'hours' || unit === 'minutes') {
      this.hours = count * (unit === 'hours' ? 3_600_000 : 60_000);
      this.pass(this.began, this.began + this.hours, data);
      this.arrival.targetAt = this.reached;
    } else this.addDays(unit, count, data);
  }

  /** Elapsed time between two moments; the step must name it. */
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

  /** Back to the state before any pause, to count with fewer. */
  beginAnew(): void {
    [this.start, this.day] = this.unmoved ?? [this.start, this.day];
    this.answered = '';
    this.ends = undefined;
  }

  /** Working days: the step names the end, and the days left out must match their number. */
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

  /** Requires this many working days in the range; if all days are, no step mentions it. */
  count(first: DateTime, last: DateTime, working: number): void {
    this.among = [first, last];
    this.working = daysFrom(first, last).length === working ? 0 : working;
  }

  mustHaveCounted(): void {
    this.must('working days left over', this.working, 0);
  }

  /** Requires that the named days are Saturdays, Sundays and holidays; the others are the working days. */
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

/** A pause as the steps describe it: its days, the first and the last included. */
export type Wait = {
  reason: string;
  from: string;
  first: DateTime;
  last: DateTime;
  fromAsking: boolean;
  restarts: boolean;
};
