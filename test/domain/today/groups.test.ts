import assert from 'node:assert/strict';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { type Groupable, groupOf } from '../../../domain/today/groups.ts';
import { momentsOf } from '../../../domain/today/moments.ts';

const PARIS = 'Europe/Paris';
/** Monday 2 March 2026, 10:00 in Paris. */
const at = momentsOf(new Date('2026-03-02T09:00:00Z'), PARIS, holidayCalendar('FR'));

const request = (changes: Partial<Groupable>): Groupable => ({
  status: 'open',
  nextLateAt: new Date('2026-03-31T22:00:00Z'),
  unreadSince: null,
  undelivered: null,
  extension: null,
  waitingSince: null,
  receivedAt: new Date('2026-02-20T09:00:00Z'),
  ...changes,
});
const lateAt = (moment: string) => ({ nextLateAt: new Date(moment) });
const unreadSince = new Date('2026-03-01T12:00:00Z');

describe('Today, a Monday at 10:00 in Paris, a request', () => {
  const cases: [string, Partial<Groupable>, ReturnType<typeof groupOf>][] = [
    ['due on Sunday is late', lateAt('2026-03-01T23:00:00Z'), 'late'],
    ['due at 10:00 is late', lateAt('2026-03-02T09:00:00Z'), 'late'],
    ['due at 10:01 is due today', lateAt('2026-03-02T09:01:00Z'), 'today'],
    ['due on this day, until midnight, is due today', lateAt('2026-03-02T23:00:00Z'), 'today'],
    ['due on Tuesday is in the week', lateAt('2026-03-03T23:00:00Z'), 'week'],
    ['due on the Monday after is in the week', lateAt('2026-03-09T23:00:00Z'), 'week'],
    ['due on the Tuesday after is in time', lateAt('2026-03-10T23:00:00Z'), undefined],
    [
      'that is late is late although a message is unread',
      { ...lateAt('2026-03-01T23:00:00Z'), unreadSince },
      'late',
    ],
    [
      'due in the week with an unread message is among the messages',
      { ...lateAt('2026-03-04T23:00:00Z'), unreadSince },
      'messages',
    ],
    [
      'with an unread message is among them although it is closed',
      { status: 'closed', nextLateAt: null, unreadSince },
      'messages',
    ],
    [
      'whose letter came back is among those letters',
      { undelivered: 'returned', unreadSince },
      'undelivered',
    ],
    [
      'whose extension nobody was told of is to announce',
      { extension: 'decided', unreadSince },
      'extensions',
    ],
    ['whose extension was announced is in time', { extension: 'announced' }, undefined],
    [
      'that is closed asks nothing, whatever was decided',
      { status: 'closed', nextLateAt: null, extension: 'decided' },
      undefined,
    ],
    [
      'without a confirmed mailbox waits, also when it is due today',
      { status: 'unverified', ...lateAt('2026-03-02T23:00:00Z') },
      'waiting',
    ],
    [
      'without a confirmed mailbox is late when it is late',
      { status: 'unverified', ...lateAt('2026-03-01T23:00:00Z') },
      'late',
    ],
    [
      'that waits for its person with no clock running waits',
      { status: 'waiting', nextLateAt: null },
      'waiting',
    ],
    [
      'that waits for its person and is due on Wednesday is in the week',
      { status: 'waiting', ...lateAt('2026-03-04T23:00:00Z') },
      'week',
    ],
    ['that is answered is to finish', { status: 'answered', nextLateAt: null }, 'finish'],
    ['open with no clock running is to finish', { nextLateAt: null }, 'finish'],
    ['that came on Friday is newly come', { receivedAt: new Date('2026-02-27T08:00:00Z') }, 'arrived'],
    ['that came on Thursday is in time', { receivedAt: new Date('2026-02-26T22:59:00Z') }, undefined],
    ['whose deletion is due in four weeks follows by itself', { status: 'purge-pending' }, 'ending'],
    [
      'whose deletion is due in three months is in time',
      { status: 'purge-pending', ...lateAt('2026-06-01T22:00:00Z') },
      undefined,
    ],
  ];
  for (const [title, changes, group] of cases)
    it(title, () => assert.equal(groupOf(request(changes), at), group));

  it('after a holiday, what came since the last working day before it is newly come', () => {
    const easterTuesday = momentsOf(new Date('2026-04-07T08:00:00Z'), PARIS, holidayCalendar('FR'));
    assert.equal(easterTuesday.since.toISOString(), '2026-04-02T22:00:00.000Z');
  });
});
