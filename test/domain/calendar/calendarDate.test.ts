import assert from 'node:assert/strict';
import {
  addDays,
  addMonthsClamped,
  calendarDate,
  dateOfDayNumber,
  dayNumberOf,
  daysBetween,
  isCalendarDate,
  weekdayOf,
} from '../../../domain/calendar/calendarDate.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';

describe('A calendar date', () => {
  it('is a day that exists', () => {
    for (const text of ['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01', '9999-12-31']) {
      assert.equal(calendarDate(text), text);
    }
  });

  it('is refused where the day does not exist or is written otherwise', () => {
    const wrong = [
      '2026-02-29',
      '1900-02-29',
      '2026-02-31',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
    ];
    for (const text of [
      ...wrong,
      '26-01-01',
      '2026-1-1',
      '2026-01-01T00:00',
      '',
      ' 2026-01-01',
      '0000-01-01',
    ]) {
      assert.equal(isCalendarDate(text), false, text);
      assert.throws(
        () => calendarDate(text),
        (error) => error instanceof RuleViolation && error.code === 'date-invalid',
      );
    }
  });

  it('counts the days as the built-in UTC calendar does, from 1890 to 2110', () => {
    for (
      let n = dayNumberOf(calendarDate('1890-01-01'));
      n < dayNumberOf(calendarDate('2110-01-01'));
      n += 1
    ) {
      const day = dateOfDayNumber(n);
      if (day !== new Date(n * 86_400_000).toISOString().slice(0, 10) || dayNumberOf(day) !== n)
        assert.fail(day);
    }
  });

  it('has weekdays from 1 Monday to 7 Sunday', () => {
    assert.equal(weekdayOf(calendarDate('2026-11-23')), 1);
    assert.equal(weekdayOf(calendarDate('2026-11-29')), 7);
    assert.equal(weekdayOf(calendarDate('1969-12-31')), 3);
  });

  it('moves and measures in days over year ends and leap days', () => {
    assert.equal(addDays(calendarDate('2026-12-31'), 1), '2027-01-01');
    assert.equal(addDays(calendarDate('2028-03-01'), -1), '2028-02-29');
    assert.equal(daysBetween(calendarDate('2026-01-01'), calendarDate('2027-01-01')), 365);
    assert.equal(daysBetween(calendarDate('2026-01-02'), calendarDate('2026-01-01')), -1);
  });
});

describe('Months later (Reg. 1182/71 Art. 3(2)(c))', () => {
  const table: [string, number, string, string][] = [
    ['2026-03-05', 1, '2026-04-05', 'the same number of the next month'],
    ['2026-08-31', 1, '2026-09-30', 'a month without 31st ends it'],
    ['2026-01-31', 1, '2026-02-28', 'never 3 March'],
    ['2024-01-31', 1, '2024-02-29', 'leap year'],
    ['2026-02-28', 1, '2026-03-28', 'no sticking to the end of the month'],
    ['2026-01-31', 3, '2026-04-30', 'three months at once, not 28 February and then 28 April'],
    ['2025-11-30', 3, '2026-02-28', 'over the year end'],
    ['2024-02-29', 12, '2025-02-28', 'one year from a leap day'],
    ['2026-01-15', -2, '2025-11-15', 'backwards'],
  ];
  for (const [from, months, to, why] of table) {
    it(`${from} + ${months}: ${to}, ${why}`, () => {
      assert.equal(addMonthsClamped(calendarDate(from), months), to);
    });
  }
});
