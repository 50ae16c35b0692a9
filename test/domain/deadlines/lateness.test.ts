import assert from 'node:assert/strict';
import type { CalendarDate } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import type { Facts } from '../../../domain/deadlines/deadline.ts';
import { deadlinesOf } from '../../../domain/deadlines/deadlinesOf.ts';
import { daysLate, daysLateOf, latenessOf, worstLateness } from '../../../domain/deadlines/lateness.ts';
import { factsOf, shippedPolicy } from '../../support/facts.ts';

const PARIS = 'Europe/Paris';
const at = (text: string) => new Date(text);

/** The clocks of an erasure received on Monday 2 March 2026 at 10:17 in Paris: the reply is due on 2 April. */
const clocksOf = (more: Partial<Facts>, policy = 'gdpr-eu') =>
  deadlinesOf(shippedPolicy(policy), factsOf('2026-03-02T09:17:00Z', more), 'erasure', holidayCalendar('FR'));

function lateOf(more: Partial<Facts>, clock = 'reply', policy = 'gdpr-eu') {
  const found = clocksOf(more, policy).find((each) => each.clock === clock);
  assert.ok(found);
  const late = latenessOf(found, PARIS);
  return late && `${late.count} ${late.unit}`;
}

describe('Lateness of what is over: whole days between the last day and the day of the answer', () => {
  const table: [string, Partial<Facts>, string | undefined][] = [
    ['the last minute of the last day is in time', { answeredAt: at('2026-04-02T21:59:59Z') }, undefined],
    ['the first moment after it is one day late', { answeredAt: at('2026-04-02T22:00:00Z') }, '1 day'],
    ['10 May is 38 days after 2 April', { answeredAt: at('2026-05-10T21:59:00Z') }, '38 day'],
    ['a refusal counts as an answer does', { refusedAt: at('2026-05-10T09:00:00Z') }, '38 day'],
    ['an end without an answer on 10 April is 8 days late', { endedAt: at('2026-04-10T09:00:00Z') }, '8 day'],
    ['an end without an answer in time is not late', { endedAt: at('2026-04-02T09:00:00Z') }, undefined],
    ['what still runs is not over', {}, undefined],
    [
      'a clock that stands still has no date to be late by, answered or ended',
      {
        pauses: [{ reason: 'identity', askedAt: at('2026-03-10T09:00:00Z') }],
        answeredAt: at('2026-05-10T09:00:00Z'),
      },
      undefined,
    ],
  ];
  for (const [title, facts, late] of table) {
    it(title, () => assert.equal(lateOf(facts), late));
  }

  it('counts a promise in hours in hours, and from three days on in days', () => {
    const doneAt = (moment: string) =>
      lateOf({ fulfilled: { 'account-deletion': at(moment) } }, 'account-deletion', 'scalingo-privacy@2015');
    assert.equal(doneAt('2026-03-03T09:16:00Z'), undefined);
    assert.equal(doneAt('2026-03-03T14:17:00Z'), '5 hour');
    assert.equal(doneAt('2026-03-07T09:17:00Z'), '4 day');
  });

  it('never calls a row to plan by late', () => {
    const advice = clocksOf({ answeredAt: at('2026-05-10T09:00:00Z') }).filter(({ advisory }) => advisory);
    assert.equal(advice.length, 2);
    for (const row of advice) assert.equal(latenessOf(row, PARIS), undefined);
  });

  it('takes the worst for the whole request: a deletion of four days late beside an answer of two', () => {
    const facts = {
      fulfilled: { 'account-deletion': at('2026-03-07T09:17:00Z') },
      answeredAt: at('2026-04-04T09:00:00Z'),
    };
    const worst = worstLateness(clocksOf(facts, 'scalingo-privacy@2015'), PARIS);
    assert.deepEqual(
      [worst?.clock, worst?.count, worst?.unit, worst?.how],
      ['account-deletion', 4, 'day', 'met'],
    );
  });

  it('is in a sum at least a day, so that nothing late reads as 0', () => {
    const sums = [
      daysLate({ unit: 'minute', count: 5 }),
      daysLate({ unit: 'hour', count: 5 }),
      daysLate({ unit: 'hour', count: 50 }),
      daysLate({ unit: 'day', count: 38 }),
    ];
    assert.deepEqual(sums, [1, 1, 2, 38]);
  });
});

describe('The days late of a request in an export', () => {
  const now = at('2026-04-10T09:00:00Z');
  const running = {
    status: 'open',
    nextLateAt: at('2026-04-02T22:00:00Z'),
    nextDueOn: '2026-04-02' as CalendarDate,
  };
  const days = (more: object) => daysLateOf({ ...running, ...more }, now, '2026-04-10' as CalendarDate);

  it('count a promise that runs and is late: due on 2 April, 8 days on 10 April', () => {
    assert.equal(days({}), 8);
    assert.equal(days({ nextDueOn: null, nextLateAt: at('2026-04-10T04:00:00Z') }), 1);
  });

  it('are those of the worst promise, whether it runs or has ended', () => {
    assert.deepEqual([days({ daysLate: 20 }), days({ daysLate: 3 })], [20, 8]);
    assert.equal(days({ status: 'closed', daysLate: 3, closedAt: now }), 3);
  });

  it('are none for what was answered in time, and empty for what still runs in time', () => {
    assert.equal(days({ status: 'closed', nextLateAt: null, nextDueOn: null, closedAt: now }), 0);
    assert.equal(days({ nextLateAt: at('2026-04-10T22:00:00Z') }), undefined);
  });
});
