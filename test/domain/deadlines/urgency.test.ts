import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { localDate } from '../../../domain/calendar/zone.ts';
import { isLate, summaryOf, timeLeft, urgencyOf } from '../../../domain/deadlines/urgency.ts';
import { clocksOf, factsOf, shippedPolicy } from '../../support/facts.ts';

const gdpr = shippedPolicy('gdpr-eu');
const scalingo = shippedPolicy('scalingo-privacy@2015');
const at = (text: string) => new Date(text);

describe('Overdue has one definition', () => {
  const table: [string, string, string, string][] = [
    ['Europe/Paris', 'FR', '2026-12-02T22:59:00Z', '2026-12-02T23:00:00Z'],
    ['Europe/Helsinki', 'FI', '2026-12-02T21:59:00Z', '2026-12-02T22:00:00Z'],
  ];
  for (const [zone, calendar, before, after] of table) {
    const { reply } = clocksOf(gdpr, factsOf('2026-11-02T09:00:00Z', { zone }), calendar);
    it(`${zone}: a reply due on 2 December is in time at 23:59 and late at 00:00`, () => {
      assert.ok(reply);
      assert.equal(reply.dueOn, '2026-12-02');
      assert.equal(isLate(reply, at(before)), false);
      assert.equal(isLate(reply, at(after)), true);
    });
  }

  it('an hour clock is late at its target, not at the outer limit', () => {
    const { 'account-deletion': account } = clocksOf(scalingo, factsOf('2026-11-26T09:42:00Z'));
    assert.ok(account);
    assert.equal(isLate(account, at('2026-11-27T09:41:59Z')), false);
    assert.equal(isLate(account, at('2026-11-27T09:42:00Z')), true);
  });

  it('what is met, cancelled, paused, not begun or only a row to plan by is never late', () => {
    const late = { lateAt: at('2026-01-01T00:00:00Z'), advisory: false };
    const now = at('2026-06-01T00:00:00Z');
    for (const state of ['met', 'cancelled', 'paused', 'notStarted'] as const) {
      assert.equal(isLate({ ...late, state }, now), false, state);
    }
    assert.equal(isLate({ ...late, state: 'running', advisory: true }, now), false);
    assert.equal(isLate({ ...late, state: 'running' }, now), true);
    assert.equal(isLate({ ...late, state: 'running', lateAt: null }, now), false);
  });

  it('the summary of a request is its earliest running promise', () => {
    const facts = factsOf('2026-11-26T09:42:00Z');
    const first = summaryOf(Object.values(clocksOf(scalingo, facts)));
    assert.equal(first.nextClock, 'account-deletion');
    assert.equal(first.nextLateAt?.toISOString(), '2026-11-27T09:42:00.000Z');
    assert.equal(
      first.warnAt?.toISOString(),
      '2026-11-26T09:42:00.000Z',
      'an hour clock warns from its start',
    );
    const fulfilled = { 'account-deletion': at('2026-11-26T12:00:00Z') };
    const second = summaryOf(Object.values(clocksOf(scalingo, { ...facts, fulfilled })));
    assert.equal(second.nextClock, 'other-data-deletion');
    assert.equal(
      second.warnAt?.toISOString(),
      '2026-12-17T07:00:00.000Z',
      '08:00 local, 7 days before the safe day',
    );
    assert.deepEqual(summaryOf([]), {});
  });
});

describe('The band of a request', () => {
  const dates = { nextLateAt: at('2026-12-02T23:00:00Z'), warnAt: at('2026-11-25T07:00:00Z') };
  const band = (now: string, tomorrow: string, standing: 'open' | 'waiting' | 'closed' = 'open') =>
    urgencyOf(dates, standing, at(now), at(tomorrow));

  it('goes from in time to due soon at the first warning, to today on the due day, to late after it', () => {
    assert.equal(band('2026-11-25T06:59:00Z', '2026-11-25T23:00:00Z'), 'inTime');
    assert.equal(band('2026-11-25T07:00:00Z', '2026-11-25T23:00:00Z'), 'soon');
    assert.equal(band('2026-12-01T22:59:00Z', '2026-12-01T23:00:00Z'), 'soon');
    assert.equal(band('2026-12-01T23:00:00Z', '2026-12-02T23:00:00Z'), 'today');
    assert.equal(band('2026-12-02T23:00:00Z', '2026-12-03T23:00:00Z'), 'late');
  });

  it('waiting for the person shows as such while nothing presses, and a late clock shows all the same', () => {
    assert.equal(band('2026-11-20T07:00:00Z', '2026-11-20T23:00:00Z', 'waiting'), 'waiting');
    assert.equal(band('2026-12-04T07:00:00Z', '2026-12-04T23:00:00Z', 'waiting'), 'late');
    assert.equal(urgencyOf({}, 'waiting', at('2026-11-20T07:00:00Z'), at('2026-11-20T23:00:00Z')), 'waiting');
  });

  it('a closed request, or one without a running promise, is done', () => {
    assert.equal(band('2026-12-04T07:00:00Z', '2026-12-04T23:00:00Z', 'closed'), 'done');
    assert.equal(urgencyOf({}, 'open', at('2026-11-20T07:00:00Z'), at('2026-11-20T23:00:00Z')), 'done');
  });
});

describe('Time left', () => {
  const day = { dueOn: calendarDate('2026-12-02') };
  const left = (now: string) => timeLeft(day, at(now), localDate(at(now), 'Europe/Paris'));

  it('is counted in days for day clocks, 0 on the due day', () => {
    assert.deepEqual(left('2026-11-29T12:00:00Z'), { unit: 'day', count: 3, late: false });
    assert.deepEqual(left('2026-12-02T22:59:00Z'), { unit: 'day', count: 0, late: false });
    assert.deepEqual(left('2026-12-02T23:00:00Z'), { unit: 'day', count: 1, late: true });
  });

  it('lateness is whole days after the due day (LAG Rheinland-Pfalz counted 18)', () => {
    const due = { dueOn: calendarDate('2022-08-15') };
    const answered = at('2022-09-02T10:00:00Z');
    assert.deepEqual(timeLeft(due, answered, localDate(answered, 'Europe/Berlin')), {
      unit: 'day',
      count: 18,
      late: true,
    });
  });

  it('is counted in hours, then minutes, for hour clocks, rounded down', () => {
    const hour = { targetAt: at('2026-11-27T09:42:00Z') };
    const today = calendarDate('2026-11-26');
    assert.deepEqual(timeLeft(hour, at('2026-11-26T09:43:00Z'), today), {
      unit: 'hour',
      count: 23,
      late: false,
    });
    assert.deepEqual(timeLeft(hour, at('2026-11-27T08:42:01Z'), today), {
      unit: 'minute',
      count: 59,
      late: false,
    });
    assert.deepEqual(timeLeft(hour, at('2026-11-27T09:42:00Z'), today), {
      unit: 'minute',
      count: 0,
      late: true,
    });
    assert.deepEqual(timeLeft(hour, at('2026-11-27T12:00:00Z'), today), {
      unit: 'hour',
      count: 2,
      late: true,
    });
  });

  it('is counted in whole days for hour clocks from 72 hours on, left or late: 118 hours late are 4 days late', () => {
    const hour = { targetAt: at('2026-11-27T09:42:00Z') };
    const left = (now: string) => timeLeft(hour, at(now), localDate(at(now), 'Europe/Paris'));
    assert.deepEqual(left('2026-11-30T09:41:00Z'), { unit: 'hour', count: 71, late: true });
    assert.deepEqual(left('2026-11-30T09:42:00Z'), { unit: 'day', count: 3, late: true });
    assert.deepEqual(left('2026-12-02T07:42:00Z'), { unit: 'day', count: 4, late: true });
    assert.deepEqual(left('2026-11-24T09:42:00Z'), { unit: 'day', count: 3, late: false });
    assert.deepEqual(left('2026-11-24T09:43:00Z'), { unit: 'hour', count: 71, late: false });
  });

  it('is nothing where a clock has no date yet', () => {
    assert.equal(timeLeft({}, at('2026-11-27T12:00:00Z'), calendarDate('2026-11-27')), undefined);
  });
});
