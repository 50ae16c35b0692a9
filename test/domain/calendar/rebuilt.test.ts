import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CalendarDate, dateOfDayNumber, dayNumberOf } from '../../../domain/calendar/calendarDate.ts';
import type { DeclaredDay } from '../../../domain/calendar/declaredDay.ts';
import { withDeclaredDays } from '../../../domain/calendar/declaredDays.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { computePeriod, parsePeriod } from '../../../domain/calendar/period.ts';
import { rebuilt } from '../../support/rebuilt.ts';

const anyDay = fc.integer({
  min: dayNumberOf('2025-01-01' as CalendarDate),
  max: dayNumberOf('2030-12-31' as CalendarDate),
});
const anyPeriod = fc.oneof(
  ...['M', 'D', 'W', 'Y', 'BD'].map((unit) => fc.integer({ min: 1, max: 40 }).map((n) => `P${n}${unit}`)),
  fc.constantFrom('P1M', 'P2D', 'P3D', 'P1BD', 'P10BD', 'P300BD', 'P700BD'),
);
const anyCalendar = fc.constantFrom('FR', 'FR-67', 'DE-BY', 'GB-ENG', 'IE', 'ES', 'none');
const anyZone = fc.constantFrom(
  'Europe/Paris',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'UTC',
);

describe('A date can be counted again from its reasons alone', () => {
  it('whatever the period in days or longer, the calendar, and the days declared late (Reg. 1182/71 Art. 3)', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyPeriod,
        anyCalendar,
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
        (day, period, calendar, rolls, late) => {
          const declared = late.map(
            (after): DeclaredDay => ({
              on: dateOfDayNumber(day + after),
              name: 'Mourning',
              source: 'decree',
              working: after % 3 === 0,
            }),
          );
          const question = {
            received: { receivedOn: dateOfDayNumber(day) },
            period: parsePeriod(period),
            zone: 'UTC',
            rolls,
          };
          const result = computePeriod({
            ...question,
            calendar: withDeclaredDays(holidayCalendar(calendar), declared),
          });
          assert.ok('dueOn' in result);
          assert.equal(rebuilt(result.because).dueOn, result.dueOn);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('whatever the hours or minutes, also across both clock changes (Art. 3(1), 3(2)(a))', () => {
    const changes = ['03-08', '03-29', '04-05', '10-04', '10-25', '11-01'];
    const anyMoment = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -400 * 60, max: 40 * 60 }))
      .map(([day, minutes]) => new Date(Date.parse(`2026-${day}T02:00:00Z`) + minutes * 60_000));
    const anyTime = fc
      .tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom('H', 'M'))
      .map(([n, unit]) => `PT${n}${unit}`);
    fc.assert(
      fc.property(anyMoment, anyTime, anyZone, (receivedAt, period, zone) => {
        const result = computePeriod({
          received: { receivedAt },
          period: parsePeriod(period),
          calendar: holidayCalendar('none'),
          zone,
          rolls: true,
        });
        assert.ok('targetAt' in result);
        const { targetAt, outerAt } = rebuilt(result.because);
        assert.deepEqual([targetAt, outerAt], [result.targetAt.getTime(), result.outerAt?.getTime()]);
      }),
      { numRuns: 300 },
    );
  });
});
