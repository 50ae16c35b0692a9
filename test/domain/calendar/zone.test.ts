import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
import { addDays, type CalendarDate, calendarDate } from '../../../domain/calendar/calendarDate.ts';
import {
  atTime,
  isZone,
  localDate,
  morningOfDayNumber,
  parseReceived,
  startOfDay,
} from '../../../domain/calendar/zone.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';

const refusal = (code: string) => (error: unknown) => error instanceof RuleViolation && error.code === code;
const day = (text: string) => calendarDate(text);

describe('The local day of an instant', () => {
  it('22:30Z on 31 March is 1 April in Paris, and still 31 March in London at 22:30 local', () => {
    assert.equal(localDate(new Date('2026-03-31T22:30:00Z'), 'Europe/Paris'), '2026-04-01');
    assert.equal(localDate(new Date('2026-03-31T21:30:00Z'), 'Europe/London'), '2026-03-31');
  });

  it('the last millisecond of a day belongs to it', () => {
    assert.equal(localDate(new Date('2026-10-25T22:59:59.999Z'), 'Europe/Paris'), '2026-10-25');
    assert.equal(localDate(new Date('2026-10-25T23:00:00.000Z'), 'Europe/Paris'), '2026-10-26');
  });

  it('days begin where luxon lets them begin, over a year with both clock changes and odd zones', () => {
    const zones = ['Europe/Paris', 'Europe/Helsinki', 'Europe/London', 'Atlantic/Reykjavik', 'Asia/Beirut'];
    for (const zone of [
      ...zones,
      'America/Santiago',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Africa/Cairo',
    ]) {
      for (let date = day('2026-01-01'); date < '2027-01-01'; date = addDays(date, 1)) {
        const expected = DateTime.fromISO(date, { zone }).startOf('day').toMillis();
        assert.equal(startOfDay(date, zone).getTime(), expected, `${date} ${zone}`);
        assert.equal(localDate(new Date(expected), zone), date);
        assert.equal(localDate(new Date(expected - 1), zone), addDays(date, -1));
      }
    }
  });

  it('a day whose first hour occurs twice begins with the first of them (Azores, 25 October 2026)', () => {
    assert.equal(startOfDay(day('2026-10-25'), 'Atlantic/Azores').toISOString(), '2026-10-25T00:00:00.000Z');
  });

  it('a day whose first hour is skipped begins at 01:00 (Beirut, 29 March 2026)', () => {
    assert.equal(startOfDay(day('2026-03-29'), 'Asia/Beirut').toISOString(), '2026-03-28T22:00:00.000Z');
  });
});

describe('A local time that a person names', () => {
  it('is the instant of that wall clock', () => {
    assert.equal(
      atTime(day('2026-07-01'), '08:00', 'Europe/Paris').toISOString(),
      '2026-07-01T06:00:00.000Z',
    );
    assert.equal(
      atTime(day('2026-10-25'), '08:00', 'Europe/Paris').toISOString(),
      '2026-10-25T07:00:00.000Z',
    );
    assert.equal(
      atTime(day('2026-03-29'), '03:00', 'Europe/Paris').toISOString(),
      '2026-03-29T01:00:00.000Z',
    );
  });

  it('is refused where the clock skips it or repeats it', () => {
    assert.throws(() => atTime(day('2026-03-29'), '02:30', 'Europe/Paris'), refusal('time-nonexistent'));
    assert.throws(() => atTime(day('2026-03-29'), '02:00', 'Europe/Paris'), refusal('time-nonexistent'));
    assert.throws(() => atTime(day('2026-10-25'), '02:30', 'Europe/Paris'), refusal('time-ambiguous'));
    assert.throws(() => atTime(day('2026-10-25'), '02:00', 'Europe/Paris'), refusal('time-ambiguous'));
    assert.equal(
      atTime(day('2026-10-25'), '03:00', 'Europe/Paris').toISOString(),
      '2026-10-25T02:00:00.000Z',
    );
  });

  it('is refused where it is no time', () => {
    for (const text of ['24:00', '8:00', '08:60', 'noon', '']) {
      assert.throws(() => atTime(day('2026-07-01'), text, 'Europe/Paris'), refusal('time-invalid'), text);
    }
  });

  it('08:00 exists on every day of a clock change', () => {
    for (const date of ['2026-03-29', '2026-10-25']) {
      const at = morningOfDayNumber(Date.parse(date) / 86_400_000, 'Europe/Paris');
      assert.equal(
        DateTime.fromJSDate(at, { zone: 'Europe/Paris' }).toFormat('yyyy-MM-dd HH:mm'),
        `${date} 08:00`,
      );
    }
  });
});

describe('A zone', () => {
  it('is one of the IANA list', () => {
    for (const zone of ['Europe/Paris', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5'])
      assert.ok(isZone(zone), zone);
    for (const zone of ['Mars/Phobos', '+02:00', '', 'Paris', 'Europe/Paris '])
      assert.ok(!isZone(zone), zone);
  });
});

describe('A receipt as it is written', () => {
  const receivedOn = (text: string) =>
    (parseReceived(text, 'Europe/Paris') as { receivedOn: CalendarDate }).receivedOn;
  const receivedAt = (text: string) =>
    (parseReceived(text, 'Europe/Paris') as { receivedAt: Date }).receivedAt.toISOString();

  it('is a day, an instant with offset, or a local time', () => {
    assert.equal(receivedOn('2026-04-01'), '2026-04-01');
    assert.equal(receivedAt('2026-04-01T00:30:00+02:00'), '2026-03-31T22:30:00.000Z');
    assert.equal(receivedAt('2026-03-31T22:30:00Z'), '2026-03-31T22:30:00.000Z');
    assert.equal(receivedAt('2026-04-01T00:30'), '2026-03-31T22:30:00.000Z');
    assert.equal(receivedAt('2026-10-25T02:30:00+01:00'), '2026-10-25T01:30:00.000Z');
    assert.equal(receivedAt('2026-04-01T00:30:00.250-0330'), '2026-04-01T04:00:00.250Z');
  });

  it('is refused otherwise, never guessed', () => {
    const refusedBy: [string, string][] = [
      ['2026-02-31', 'date-invalid'],
      ['2026-02-31T10:00Z', 'date-invalid'],
      ['2026-04-01T24:00Z', 'time-invalid'],
      ['2026-04-01T10:00+15:00', 'received-invalid'],
      ['2026-04-01T10:00+02:60', 'received-invalid'],
      ['1 April 2026', 'received-invalid'],
      ['2026-10-25T02:30', 'time-ambiguous'],
      ['2026-03-29T02:30', 'time-nonexistent'],
      ['', 'received-invalid'],
    ];
    for (const [text, code] of refusedBy) {
      assert.throws(() => parseReceived(text, 'Europe/Paris'), refusal(code), text);
    }
    assert.throws(() => parseReceived('2026-04-01T10:00', 'Mars/Phobos'), refusal('zone-unknown'));
  });
});
