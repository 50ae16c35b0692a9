import assert from 'node:assert/strict';
import { calendarOfDays, holidayCalendar } from '../../../domain/calendar/holidays.ts';
import {
  computePeriod,
  type DayResult,
  type HourResult,
  parsePeriod,
} from '../../../domain/calendar/period.ts';
import { parseReceived } from '../../../domain/calendar/zone.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';

const refusal = (code: string) => (error: unknown) => error instanceof RuleViolation && error.code === code;

function period(received: string, text: string, calendar = 'FR', rolls = true, zone = 'Europe/Paris') {
  const place = holidayCalendar(calendar);
  return computePeriod({
    received: parseReceived(received, zone),
    period: parsePeriod(text),
    calendar: place,
    zone,
    rolls,
  }) as DayResult & HourResult;
}

describe('A period as it is written', () => {
  it('has one unit', () => {
    assert.deepEqual(parsePeriod('P1M'), { count: 1, unit: 'months' });
    assert.deepEqual(parsePeriod('PT90M'), { count: 90, unit: 'minutes' });
    assert.deepEqual(parsePeriod('P10BD'), { count: 10, unit: 'working-days' });
    assert.deepEqual(
      ['P30D', 'P2W', 'P1Y', 'PT24H'].map((text) => parsePeriod(text).unit),
      ['days', 'weeks', 'years', 'hours'],
    );
  });

  const refusals: [string, string][] = [
    ['-P1M', 'period-negative'],
    ['P-1M', 'period-negative'],
    ['P1M2D', 'period-combined'],
    ['P1DT12H', 'period-combined'],
    ['P0D', 'period-zero'],
    ['P1.5D', 'period-unknown'],
    ['PT30S', 'period-unknown'],
    ['P1H', 'period-unknown'],
    ['PT1D', 'period-unknown'],
    ['PT5BD', 'period-unknown'],
    ['1M', 'period-unknown'],
    ['P', 'period-unknown'],
    ['p1m', 'period-unknown'],
    ['one month', 'period-unknown'],
    ['', 'period-unknown'],
    ['P99999999999999999999D', 'period-too-long'],
  ];
  for (const [text, code] of refusals) {
    it(`${text || '(empty)'} is refused: ${code}`, () =>
      assert.throws(() => parsePeriod(text), refusal(code)));
  }
});

describe('Days, weeks and months (Reg. 1182/71 Art. 3)', () => {
  it('30 days is not one month: 31 January + P30D is Monday 2 March, + P1M is 28 February', () => {
    assert.equal(period('2025-01-31', 'P30D').nominalOn, '2025-03-02');
    assert.equal(period('2025-01-31', 'P1M').nominalOn, '2025-02-28');
  });

  it('three weeks end on the same weekday as the event (C-171/03 Toeters: 12 March 1998 to 2 April)', () => {
    assert.equal(period('1998-03-12', 'P3W', 'NL', true, 'Europe/Amsterdam').dueOn, '1998-04-02');
  });

  it('the due instant is the first one after the last day, by the local clock', () => {
    assert.equal(period('2026-09-25', 'P1M').dueAt.toISOString(), '2026-10-26T23:00:00.000Z');
    assert.equal(period('2026-02-27', 'P1M').dueAt.toISOString(), '2026-03-27T23:00:00.000Z');
  });

  it('the safe day is the last working day before a nominal day that rolls, the day itself otherwise', () => {
    assert.equal(period('2025-08-14', 'P1M').safeOn, '2025-09-12');
    assert.equal(period('2026-04-01', 'P1M').safeOn, '2026-04-30');
    assert.equal(period('2026-11-02', 'P1M').safeOn, '2026-12-02');
  });

  it('a storage period does not roll', () => {
    const kept = period('2025-08-14', 'P1M', 'FR', false);
    assert.equal(kept.dueOn, '2025-09-14');
    assert.ok(kept.because.some((step) => step.code === 'not-rolled'));
  });

  it('a single day need not hold two working days, two days must (Art. 3(5))', () => {
    assert.equal(period('2026-11-27', 'P1D').dueOn, '2026-11-30');
    assert.equal(period('2026-11-27', 'P2D').dueOn, '2026-12-01');
    assert.equal(period('2026-11-27', 'P2D', 'FR', false).dueOn, '2026-11-29');
  });

  it('working days skip the holidays of the place and never roll further', () => {
    assert.equal(period('2026-04-02', 'P1BD', 'FR').dueOn, '2026-04-03');
    assert.equal(period('2026-04-02', 'P1BD', 'FR-67').dueOn, '2026-04-07');
    assert.equal(period('2026-04-02', 'P1BD', 'FR').nominalOn, undefined);
  });

  it('a calendar without working days is an error, not a wait without end', () => {
    const days = Array.from({ length: 900 }, (_, n) =>
      new Date((20_454 + n) * 86_400_000).toISOString().slice(0, 10),
    );
    const closed = {
      received: parseReceived('2026-01-01', 'UTC'),
      calendar: calendarOfDays(days),
      zone: 'UTC',
      rolls: true,
    };
    assert.throws(
      () => computePeriod({ ...closed, period: parsePeriod('P1M') }),
      refusal('calendar-without-working-days'),
    );
  });

  it('a period that leaves the calendar is an error', () => {
    assert.throws(() => period('2026-01-01', 'P9000Y', 'none'), refusal('date-out-of-range'));
    assert.throws(() => period('2026-01-01', 'P400Y', 'FR'), refusal('calendar-year-missing'));
  });
});

describe('Hours and minutes', () => {
  it('count elapsed time across a clock change and never roll', () => {
    assert.equal(
      period('2026-03-28T10:17:00+01:00', 'PT24H').targetAt.toISOString(),
      '2026-03-29T09:17:00.000Z',
    );
    assert.equal(
      period('2026-10-24T10:17:00+02:00', 'PT24H').targetAt.toISOString(),
      '2026-10-25T08:17:00.000Z',
    );
  });

  it('the outer limit counts from the next full hour, also for an event on the full hour, whose hour is not counted', () => {
    assert.equal(period('2026-11-26T12:17:00Z', 'PT72H').outerAt?.toISOString(), '2026-11-29T13:00:00.000Z');
    assert.equal(period('2026-11-26T12:00:00Z', 'PT72H').outerAt?.toISOString(), '2026-11-29T13:00:00.000Z');
  });

  it('a full hour is one of the local clock: 10:45 in Kolkata gives 11:00 there', () => {
    const { outerAt } = period('2026-11-26T10:45:00+05:30', 'PT1H', 'none', true, 'Asia/Kolkata');
    assert.equal(outerAt?.toISOString(), '2026-11-26T06:30:00.000Z');
  });

  it('minutes have a target and no outer limit', () => {
    const { targetAt, outerAt } = period('2026-11-26T10:00:00Z', 'PT90M');
    assert.equal(targetAt.toISOString(), '2026-11-26T11:30:00.000Z');
    assert.equal(outerAt, undefined);
  });

  it('need a moment, not a day', () => {
    assert.throws(() => period('2026-11-26', 'PT24H'), refusal('period-needs-moment'));
  });
});
