import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import type { Facts } from '../../../domain/deadlines/deadline.ts';
import { deadlinesOf } from '../../../domain/deadlines/deadlinesOf.ts';
import { otherDeadlinesOf, storageEndsOf } from '../../../domain/deadlines/otherDeadlines.ts';
import { readFacts } from '../../../domain/lifecycle/factSheet.ts';
import type { Clock } from '../../../domain/policies/policy.ts';
import { readPack } from '../../../domain/policies/schema.ts';
import { codesOf, factsOf, shippedPolicy } from '../../support/facts.ts';

const BARE = { title: { en: 'A clock' }, rolls: true, endsBy: 'fulfilment', source: 'x' };
const RECEIVED = '2026-03-02T09:17:00Z';

/** A clock as a pack file gives it. */
function clockFrom(given: object): Clock {
  const read = readPack({
    id: 'mine',
    version: '1',
    title: { en: 'Mine' },
    document: { name: 'Mine' },
    role: 'controller',
    effective: '2020-01-01',
    zone: 'Europe/Paris',
    calendar: 'FR',
    rights: ['erasure'],
    clocks: [{ id: 'mine', ...BARE, ...given }],
  });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.value.clocks[0] as Clock;
}

function rowOf(given: object, more: Partial<Facts> = {}, calendar = 'FR') {
  const policy = { ...shippedPolicy('gdpr-eu'), clocks: [{ ...clockFrom(given), pack: 'mine@1' }] };
  const facts = factsOf(RECEIVED, more);
  const place = holidayCalendar(calendar);
  const [row] = [...deadlinesOf(policy, facts, 'erasure', place), ...otherDeadlinesOf(policy, facts, place)];
  assert.ok(row);
  return row;
}

const at = (text: string) => new Date(text);

describe('A clock counted back from an event (Reg. 1182/71 Art. 3(4): it never moves)', () => {
  const audit = (period: string, day: string, calendar?: string) =>
    rowOf({ before: 'audit-day', matter: 'audit', period }, { other: { 'audit-day': at(day) } }, calendar);

  const table: [string, string, string, string, string][] = [
    ['P30D', '2026-06-15T09:00:00Z', '2026-05-16', '2026-05-15', 'a Saturday stays the last day (CD-8a)'],
    ['P4W', '2026-12-01T09:00:00Z', '2026-11-03', '2026-11-03', 'four weeks before a Tuesday is a Tuesday'],
    [
      'P4W',
      '2026-12-09T09:00:00Z',
      '2026-11-11',
      '2026-11-10',
      'Armistice Day stays, safe on the day before',
    ],
    ['P30D', '2026-12-01T09:00:00Z', '2026-11-01', '2026-10-30', 'a Sunday stays, safe on the Friday before'],
    ['P1M', '2026-03-31T09:00:00Z', '2026-02-28', '2026-02-27', 'clamped, and a Saturday'],
    ['P1Y', '2028-02-29T09:00:00Z', '2027-02-28', '2027-02-26', 'a year before 29 February'],
    ['P30D', '2026-12-01T23:30:00Z', '2026-11-02', '2026-11-02', 'the local day of the event'],
  ];
  for (const [period, day, due, safe, why] of table) {
    it(`${period} before ${day}: ${due}, ${why}`, () => {
      const row = audit(period, day);
      assert.deepEqual([row.nominalOn, row.dueOn, row.safeOn], [due, due, safe]);
      assert.equal(codesOf(row).includes('not-moved-back'), due !== safe);
    });
  }

  it('ten working days before skip weekends and holidays, back over Armistice Day', () => {
    const row = audit('P10BD', '2026-11-20T09:00:00Z');
    assert.deepEqual([row.dueOn, row.nominalOn], ['2026-11-05', undefined]);
  });

  it('hours and minutes before count as they are, across a clock change too', () => {
    assert.equal(audit('PT24H', '2026-03-29T09:00:00Z').targetAt?.toISOString(), '2026-03-28T09:00:00.000Z');
    assert.equal(audit('PT90M', '2026-11-26T09:00:00Z').targetAt?.toISOString(), '2026-11-26T07:30:00.000Z');
  });

  it('is late from the day after its last, and waits for its fact before', () => {
    assert.equal(audit('P30D', '2026-12-01T09:00:00Z').lateAt?.toISOString(), '2026-11-01T23:00:00.000Z');
    const waiting = rowOf({ before: 'audit-day', matter: 'audit', period: 'P4W' });
    assert.deepEqual(
      [waiting.state, waiting.dueOn, codesOf(waiting)],
      ['notStarted', undefined, ['not-started']],
    );
  });
});

describe('Other lengths and other facts', () => {
  it('90 minutes from receipt: a target, no outer limit, no roll on a Sunday', () => {
    const row = rowOf({ period: 'PT90M' }, { receivedAt: at('2026-03-29T00:30:00Z') });
    assert.deepEqual([row.targetAt?.toISOString(), row.outerAt], ['2026-03-29T02:00:00.000Z', undefined]);
  });

  it('ten years from the end of a contract on 29 February: 28 February, not rolled where it is storage', () => {
    const given = { period: 'P10Y', starts: 'contract-ended', matter: 'end-of-service' };
    const other = { 'contract-ended': at('2028-02-29T09:00:00Z') };
    assert.equal(rowOf({ ...given, rolls: false }, { other }).dueOn, '2038-02-28');
    assert.equal(rowOf({ ...given, rolls: true }, { other }).dueOn, '2038-03-01');
  });

  it('72 hours from the moment a breach is known, not from receipt', () => {
    const row = rowOf(
      { period: 'PT72H', starts: 'breach-known', matter: 'breach' },
      { other: { 'breach-known': at('2026-05-22T14:30:00Z') } },
    );
    assert.equal(row.targetAt?.toISOString(), '2026-05-25T14:30:00.000Z');
    assert.equal(row.outerAt?.toISOString(), '2026-05-25T15:00:00.000Z');
  });

  it('a decision is the answer or the refusal, unless it is told by itself', () => {
    const given = { period: 'P3D', starts: 'decided' };
    assert.equal(rowOf(given, { refusedAt: at('2026-03-10T09:00:00Z') }).dueOn, '2026-03-13');
    const told = { refusedAt: at('2026-03-10T09:00:00Z'), other: { decided: at('2026-03-09T09:00:00Z') } };
    assert.equal(rowOf(given, told).dueOn, '2026-03-12');
  });

  it('a recorded identity check starts a clock that runs from it', () => {
    const receipt = {
      receivedAt: at(RECEIVED),
      receivedOn: calendarDate('2026-03-02'),
      receivedByDay: false,
      zone: 'Europe/Paris',
      mailboxNeeded: false,
    };
    const confirmed = { name: 'identity-confirmed', about: null, at: at('2026-03-05T09:00:00Z') } as const;
    const { facts } = readFacts(receipt, [confirmed]);
    assert.equal(rowOf({ period: 'P5D', starts: 'identity-confirmed' }, facts).dueOn, '2026-03-10');
    assert.deepEqual(Object.keys(readFacts(receipt, []).facts.other), []);
  });

  it('what is about a breach or an audit is no part of the dates of a request', () => {
    const policy = shippedPolicy('gdpr-eu', {
      clocks: [{ ...clockFrom({ period: 'PT72H', matter: 'breach' }), pack: 'mine@1' }],
    });
    assert.deepEqual(deadlinesOf(policy, factsOf(RECEIVED), 'erasure', holidayCalendar('FR')), []);
  });

  it('the first warning comes as early as the pack says', () => {
    const morning = (given: object) => rowOf({ period: 'P3M', ...given }).warnAt?.toISOString();
    assert.equal(morning({}), '2026-05-26T06:00:00.000Z');
    assert.equal(morning({ warnDays: 30 }), '2026-05-03T06:00:00.000Z');
    assert.equal(morning({ warnDays: 300 }), at(RECEIVED).toISOString(), 'never before it runs');
  });

  it('starts and before exclude each other', () => {
    assert.throws(() => clockFrom({ period: 'P4W', starts: 'received', before: 'audit-day' }), /not both/);
    assert.throws(() => clockFrom({ period: 'P4W', before: 'audit-day', extendedPeriod: 'P5W' }), /extended/);
    assert.throws(() => clockFrom({ period: 'P4W', starts: 'moonrise' }), /give one of received, /);
  });
});

describe('Storage periods (never rolled)', () => {
  const kept = (more: Partial<Facts>) =>
    storageEndsOf(shippedPolicy('clever-cloud-privacy'), factsOf(RECEIVED, more), holidayCalendar('FR'));

  it('run from their fact, end on the nominal day, and wait where the fact is not there', () => {
    const ends = kept({ answeredAt: at('2026-03-13T09:00:00Z') });
    const record = ends.find(({ source }) => source === 'CC-8');
    assert.deepEqual([record?.dueOn, record?.state], ['2027-03-13', 'running'], 'a Saturday');
    assert.ok(codesOf(record).includes('not-rolled'));
    assert.equal(ends.find(({ source }) => source === 'CC-5')?.state, 'notStarted');
  });

  it('go on where a request ended', () => {
    const closed = { refusedAt: at('2026-03-13T09:00:00Z'), endedAt: at('2026-03-13T09:00:00Z') };
    assert.equal(kept(closed).find(({ source }) => source === 'CC-8')?.state, 'running');
  });

  it('without a number have no end to compute', () => {
    assert.ok(!kept({}).some(({ source }) => source === 'CC-3'));
  });
});
