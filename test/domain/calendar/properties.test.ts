import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { type CalendarDate, dateOfDayNumber, dayNumberOf } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import {
  computePeriod,
  type DayResult,
  type HourResult,
  parsePeriod,
} from '../../../domain/calendar/period.ts';
import { localDate } from '../../../domain/calendar/zone.ts';

const CALENDARS = ['FR', 'FR-67', 'DE-BY', 'GB-ENG', 'GB-SCT', 'IE', 'ES', 'none'];
const ZONES = Intl.supportedValuesOf('timeZone').filter((zone) => /^(Europe|Atlantic)\//.test(zone));

const anyDay = fc.integer({
  min: dayNumberOf('2015-01-01' as CalendarDate),
  max: dayNumberOf('2039-12-31' as CalendarDate),
});
const anyCalendar = fc.constantFrom(...CALENDARS);
const anyPeriod = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map((n) => `P${n}M`),
  fc.integer({ min: 1, max: 400 }).map((n) => `P${n}D`),
  fc.integer({ min: 1, max: 60 }).map((n) => `P${n}W`),
  fc.integer({ min: 1, max: 10 }).map((n) => `P${n}Y`),
);

function days(day: number, period: string, calendar: string, rolls = true): DayResult {
  return computePeriod({
    received: { receivedOn: dateOfDayNumber(day) },
    period: parsePeriod(period),
    calendar: holidayCalendar(calendar),
    zone: 'Europe/Paris',
    rolls,
  }) as DayResult;
}

const worksOn = (calendar: string, date: CalendarDate) =>
  holidayCalendar(calendar).isWorkingDay(dayNumberOf(date));

describe('Whatever the period, the receipt and the calendar', () => {
  it('a rolling period ends on a working day, never before its nominal day, and is safe before it', () => {
    fc.assert(
      fc.property(anyDay, anyPeriod, anyCalendar, (day, period, calendar) => {
        const { nominalOn, dueOn, safeOn } = days(day, period, calendar);
        assert.ok(nominalOn && dueOn >= nominalOn && safeOn <= nominalOn);
        assert.ok(worksOn(calendar, dueOn) && worksOn(calendar, safeOn));
      }),
    );
  });

  it('a later receipt never gives an earlier last day', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 40 }),
        anyPeriod,
        anyCalendar,
        (day, later, period, calendar) => {
          assert.ok(days(day, period, calendar).dueOn <= days(day + later, period, calendar).dueOn);
        },
      ),
    );
  });

  it('the nominal day is the one that luxon counts', () => {
    const unit = { D: 'days', W: 'weeks', M: 'months', Y: 'years' } as const;
    fc.assert(
      fc.property(anyDay, anyPeriod, (day, period) => {
        const length = { [unit[period.at(-1) as keyof typeof unit]]: Number(period.slice(1, -1)) };
        const expected = DateTime.fromISO(dateOfDayNumber(day), { zone: 'UTC' }).plus(length).toISODate();
        assert.equal(days(day, period, 'none', false).dueOn, expected);
      }),
    );
  });

  it('n working days hold exactly n working days, and end on one', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), anyCalendar, (day, n, calendar) => {
        const { dueOn } = days(day, `P${n}BD`, calendar);
        let count = 0;
        for (let each = day + 1; each <= dayNumberOf(dueOn); each += 1) {
          if (holidayCalendar(calendar).isWorkingDay(each)) count += 1;
        }
        assert.equal(count, n);
        assert.ok(worksOn(calendar, dueOn));
      }),
    );
  });

  it('hours are elapsed hours in every European zone, across both clock changes of 2026', () => {
    const changes = ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'].map(Date.parse);
    const anyMoment = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -4 * 86_400, max: 86_400 }))
      .map(([change, seconds]) => change + seconds * 1000);
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 96 }), fc.constantFrom(...ZONES), (start, n, zone) => {
        const { targetAt, outerAt } = computePeriod({
          received: { receivedAt: new Date(start) },
          period: parsePeriod(`PT${n}H`),
          calendar: holidayCalendar('none'),
          zone,
          rolls: true,
        }) as HourResult;
        assert.equal(targetAt.getTime() - start, n * 3_600_000);
        const wait = (outerAt as Date).getTime() - targetAt.getTime();
        assert.ok(wait > 0 && wait <= 3_600_000);
      }),
    );
  });

  it('the due instant is the first of the day after, in every European zone', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...ZONES), (day, zone) => {
        const { dueOn, dueAt } = computePeriod({
          received: { receivedOn: dateOfDayNumber(day) },
          period: parsePeriod('P1M'),
          calendar: holidayCalendar('none'),
          zone,
          rolls: true,
        }) as DayResult;
        assert.equal(localDate(new Date(dueAt.getTime() - 1), zone), dueOn);
        assert.ok(localDate(dueAt, zone) > dueOn);
      }),
    );
  });
});
