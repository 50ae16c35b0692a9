import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { everyEdition, gatherEditions } from '../../../domain/policies/editions.ts';
import { packInEffect, policyFor } from '../../../domain/policies/inEffect.ts';
import type { PolicyPack } from '../../../domain/policies/policy.ts';
import { readPack } from '../../../domain/policies/schema.ts';
import { faultsAmong } from '../../../domain/policies/together.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';

function pack(id: string, version: string, effective: string, more: object = {}): PolicyPack {
  const read = readPack({
    id,
    version,
    effective,
    title: { en: id },
    document: { name: id },
    role: 'controller',
    zone: 'Europe/Paris',
    calendar: 'FR',
    rights: ['erasure'],
    ...more,
  });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.value;
}

const clock = (id: string, period: string) => ({
  id,
  title: { en: id },
  period,
  rolls: true,
  endsBy: 'answer',
  source: 'x',
});
const packs = [
  pack('law', '1', '2018-05-25', {
    rights: ['access', 'erasure'],
    clocks: [clock('reply', 'P1M'), clock('other', 'P2M')],
    pauses: [{ reason: 'identity', model: 'shift', source: 'x' }],
  }),
  pack('law', '2', '2026-06-01', { clocks: [clock('reply', 'P2M')] }),
  pack('own', '2015', '2015-02-03', { extends: 'law', clocks: [clock('purge', 'P30D')] }),
  pack('own', '2025', '2025-01-01', {
    extends: 'law',
    clocks: [clock('other', 'P7D')],
    pauses: [{ reason: 'identity', model: 'restart', source: 'y' }],
  }),
];
const on = calendarDate;
const ids = (ref: string, day: string) =>
  policyFor(packs, ref, on(day)).clocks.map((each) => `${each.pack} ${each.id} ${each.period}`);
const refusal = (code: string) => (error: unknown) => error instanceof RuleViolation && error.code === code;

describe('The version of a pack in effect on a day', () => {
  it('holds from its first day until the next one begins, half-open', () => {
    assert.equal(packInEffect(packs, 'own', on('2024-12-31'))?.version, '2015');
    assert.equal(packInEffect(packs, 'own', on('2025-01-01'))?.version, '2025');
    assert.equal(packInEffect(packs, 'own', on('2015-02-03'))?.version, '2015');
    assert.equal(packInEffect(packs, 'own', on('2015-02-02')), undefined);
  });
});

describe('What applies to a request', () => {
  it('the law it builds on comes first, in its version of the day of receipt', () => {
    assert.deepEqual(ids('own@2015', '2026-05-31'), [
      'law@1 reply P1M',
      'law@1 other P2M',
      'own@2015 purge P30D',
    ]);
    assert.deepEqual(ids('own@2015', '2026-06-01'), ['law@2 reply P2M', 'own@2015 purge P30D']);
  });

  it('a law that was not in effect yet contributes nothing', () => {
    assert.deepEqual(ids('own', '2016-01-01'), ['own@2015 purge P30D']);
  });

  it('a clock or a pause of the same name replaces that of the law, in its place', () => {
    assert.deepEqual(ids('own', '2026-01-01'), ['law@1 reply P1M', 'own@2025 other P7D']);
    const { pauses } = policyFor(packs, 'own', on('2026-01-01'));
    assert.deepEqual(
      pauses.map((pause) => pause.model),
      ['restart'],
    );
  });

  it('a version that is named holds whatever the day', () => {
    assert.equal(policyFor(packs, 'own@2015', on('2026-01-01')).version, '2015');
    assert.equal(policyFor(packs, 'own', on('2026-01-01')).version, '2025');
  });

  it('rights are those of both, in the order of the form', () => {
    assert.deepEqual(policyFor(packs, 'own@2015', on('2026-01-01')).rights, ['access', 'erasure']);
  });

  it('an unknown policy, version, foundation or a circle is refused', () => {
    assert.throws(() => policyFor(packs, 'nothing', on('2026-01-01')), refusal('policy-unknown'));
    assert.throws(() => policyFor(packs, 'own@1999', on('2026-01-01')), refusal('policy-unknown'));
    assert.throws(() => policyFor(packs, 'law', on('2016-01-01')), refusal('policy-not-in-effect'));
    const orphan = [pack('orphan', '1', '2020-01-01', { extends: 'gone' })];
    assert.throws(() => policyFor(orphan, 'orphan', on('2026-01-01')), refusal('policy-unknown'));
    const circle = [
      pack('a', '1', '2020-01-01', { extends: 'b' }),
      pack('b', '1', '2020-01-01', { extends: 'a' }),
    ];
    assert.throws(() => policyFor(circle, 'a', on('2026-01-01')), refusal('policy-circle'));
  });
});

describe('A pack that the desk reads otherwise than before', () => {
  const former = pack('law', '1', '2018-05-25', { clocks: [clock('reply', 'P1M'), clock('stop', 'P2D')] });
  const present = pack('law', '1', '2018-05-25', { edition: 2, clocks: [clock('reply', 'P30D')] });
  const later = pack('law', '2', '2026-02-05', { edition: 2, clocks: [clock('reply', 'P15D')] });
  const own = pack('own', '1', '2018-05-25', { extends: 'law', clocks: [clock('purge', 'P7D')] });
  const editions = gatherEditions([later, own, present, former]);
  const read = (ref: string, day: string, edition: 1 | 2) =>
    policyFor(editions, ref, on(day), edition).clocks.map((each) => `${each.pack} ${each.id} ${each.period}`);

  it('stands once under its version, as it reads today', () => {
    assert.deepEqual(
      editions.map(({ id, version, edition }) => `${id}@${version} ${edition}`),
      ['law@1 2', 'law@2 2', 'own@1 1'],
    );
    assert.deepEqual(everyEdition(editions), [former, present, later, own]);
  });

  it('reads as it did for who asks by the former edition, also where another pack builds on it', () => {
    assert.deepEqual(read('law@1', '2026-01-05', 1), ['law@1 reply P1M', 'law@1 stop P2D']);
    assert.deepEqual(read('law@1', '2026-01-05', 2), ['law@1 reply P30D']);
    assert.deepEqual(read('own', '2026-01-05', 1), ['law@1 reply P1M', 'law@1 stop P2D', 'own@1 purge P7D']);
    assert.deepEqual(read('own', '2026-01-05', 2), ['law@1 reply P30D', 'own@1 purge P7D']);
  });

  it('has a later version only in the edition with which that came', () => {
    assert.deepEqual(read('law', '2026-03-02', 1), ['law@1 reply P1M', 'law@1 stop P2D']);
    assert.deepEqual(read('law', '2026-03-02', 2), ['law@2 reply P15D']);
  });

  it('is at fault where two editions begin on different days, or one is there twice', () => {
    const faults = (...all: PolicyPack[]) => faultsAmong(all).map(({ message }) => message);
    assert.deepEqual(faults(former, present), []);
    assert.deepEqual(faults(former, { ...present, effective: '2019-01-01' }), [
      'another edition of law@1 is in effect from 2018-05-25',
    ]);
    assert.deepEqual(faults(former, present, present), ['there is already a pack law@1']);
  });
});
