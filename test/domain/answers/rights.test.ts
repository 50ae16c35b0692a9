import assert from 'node:assert/strict';
import type { Evidence, EvidenceTask } from '../../../domain/answers/evidence.ts';
import { gateOf } from '../../../domain/answers/gate.ts';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { RIGHTS, type Right } from '../../../domain/rights.ts';
import { evidenceSystem, evidenceTask } from '../../support/evidence.ts';

const RIGHTS_OF_GDPR = {
  access: 'Art. 15',
  rectification: 'Art. 16',
  erasure: 'Art. 17',
  restriction: 'Art. 18',
  portability: 'Art. 20',
  objection: 'Art. 21(1)',
  'marketing-objection': 'Art. 21(2)',
  'consent-withdrawal': 'Art. 7(3)',
  'automated-decision': 'Art. 22',
};
const SHOP = evidenceSystem({ id: 1, name: 'Shop', categories: ['orders', 'addresses'] });
const COURIER = evidenceSystem({ id: 2, name: 'Swift Parcels', kind: 'recipient' });
const done = (systemId: number, changes: Partial<EvidenceTask> = {}) =>
  evidenceTask({ systemId, ...changes });

const evidence = (given: Partial<Evidence>): Evidence => ({
  day: calendarDate('2026-11-02'),
  systems: [SHOP, COURIER],
  tasks: [done(1), done(2, { kind: 'tell-recipient' })],
  stated: {},
  ...given,
});
/** Each requirement with its article and state, and what is missing. */
const standing = (right: Right, given: Partial<Evidence> = {}) =>
  gateOf({ law: { rights: RIGHTS_OF_GDPR } }, right, evidence(given)).rows.map(
    ({ id, article, state, gaps }) =>
      `${article} ${id}: ${state}${gaps.map(({ code, where }) => ` (${code}, ${where.to})`).join('')}`,
  );
const cannot = done(1, { state: 'cannot', reason: 'The tax office', count: undefined, files: 0 });
const untold = done(2, { kind: 'tell-recipient', state: 'open' });

describe('What an answer must contain', () => {
  it('to rectification: proof of the change (Art. 16), and each recipient told (Art. 19)', () => {
    assert.deepEqual(standing('rectification'), ['Art. 16 corrected: complete', 'Art. 19 told: complete']);
    assert.deepEqual(
      standing('rectification', { tasks: [done(1, { count: undefined, files: 0 }), untold] }),
      ['Art. 16 corrected: missing (proof-missing, tasks)', 'Art. 19 told: missing (no-result, tasks)'],
    );
  });

  it('to erasure: each category deleted (Art. 17(1)), or kept on a ground and until when (Art. 17(3))', () => {
    assert.deepEqual(standing('erasure'), [
      'Art. 17(1) erased: complete',
      'Art. 17(3) kept: not-applicable',
      'Art. 19 told: complete',
    ]);
    const tasks = [cannot, done(2)];
    assert.deepEqual(standing('erasure', { tasks }), [
      'Art. 17(1) erased: complete',
      'Art. 17(3) kept: missing (not-stated, statement) (not-stated, statement)',
      'Art. 19 told: complete',
    ]);
    const words = 'Invoices, by tax law, until 31 December 2032';
    const kept = (stated: Evidence['stated'], more = {}) =>
      standing('erasure', { tasks, stated, ...more })[1];
    assert.equal(
      kept({ kept: words }),
      'Art. 17(3) kept: missing (not-stated, statement) (not-stated, statement)',
    );
    assert.equal(kept({ 'kept:orders': words }), 'Art. 17(3) kept: missing (not-stated, statement)');
    const unclear = { 'kept:orders': words, 'kept:addresses': 'By tax law' };
    assert.equal(kept(unclear), 'Art. 17(3) kept: missing (no-end, statement)');
    assert.equal(kept({ 'kept:orders': words, 'kept:addresses': words }), 'Art. 17(3) kept: complete');
    const ordersAlone = { systems: [{ ...SHOP, categories: ['orders'] }, COURIER] };
    assert.equal(kept({ kept: words }, ordersAlone), 'Art. 17(3) kept: complete');
    assert.match(String(standing('erasure', { tasks: [done(2)] })[0]), /missing \(not-asked, tasks\)/);
  });

  it('to restriction: restricted in each system (Art. 18(1)), recipients told (Art. 19)', () => {
    assert.deepEqual(standing('restriction', { tasks: [cannot, done(2)] }), [
      'Art. 18(1) restricted: missing (cannot, tasks)',
      'Art. 19 told: complete',
    ]);
  });

  it('to Art. 19: that there is no recipient, or that telling is impossible, is said in words', () => {
    const nobody = { systems: [SHOP], tasks: [done(1)] };
    assert.deepEqual(standing('restriction', nobody)[1], 'Art. 19 told: missing (no-recipient, statement)');
    const stated = { told: 'Nobody received them.' };
    assert.deepEqual(standing('restriction', { ...nobody, stated })[1], 'Art. 19 told: complete');
  });

  it('to portability: which data (Art. 20(1)), from each system, in a format that machines read', () => {
    const stated = { 'portable-data': 'Orders, by contract, typed in by the person' };
    const pdf = { files: ['orders.pdf'], nothingHeld: '' };
    const json = { files: ['orders.pdf', 'orders.JSON'], nothingHeld: '' };
    assert.deepEqual(standing('portability'), [
      'Art. 20(1) portable-data: missing (not-stated, statement)',
      'Art. 20(1) portable-copy: complete',
      'Art. 20(1) portable-format: missing (no-file, form)',
    ]);
    assert.deepEqual(
      standing('portability', { stated, form: pdf })[2],
      'Art. 20(1) portable-format: missing (not-readable, form)',
    );
    assert.deepEqual(
      standing('portability', { stated, form: json }).filter((one) => !one.endsWith('complete')),
      [],
    );
    const same = evidence({ stated, form: { files: ['export.csv', 'export.csv'], nothingHeld: '' } });
    const { rows } = gateOf({ law: { rights: RIGHTS_OF_GDPR } }, 'portability', same);
    assert.deepEqual(rows[2]?.found[0]?.data, { files: 'export.csv' }, 'a name is told once');
  });

  it('to an objection: stopped (Art. 21(1)), or compelling grounds; against marketing there are none (Art. 21(3))', () => {
    assert.deepEqual(standing('objection'), [
      'Art. 21(1) stopped: complete',
      'Art. 21(1) compelling-grounds: not-applicable',
    ]);
    assert.deepEqual(standing('objection', { tasks: [cannot] }), [
      'Art. 21(1) stopped: complete',
      'Art. 21(1) compelling-grounds: missing (not-stated, statement)',
    ]);
    assert.deepEqual(standing('marketing-objection', { tasks: [cannot] }), [
      'Art. 21(3) marketing-stopped: missing (cannot, tasks)',
    ]);
  });

  it('to a withdrawn consent: that what rested on it ended in each system (Art. 7(3))', () => {
    assert.deepEqual(standing('consent-withdrawal'), ['Art. 7(3) consent-ended: complete']);
    assert.deepEqual(standing('consent-withdrawal', { tasks: [] }), [
      'Art. 7(3) consent-ended: missing (not-asked, tasks)',
    ]);
  });

  it('to an automated decision: who looked at it again, and with what result (Art. 22(3))', () => {
    assert.deepEqual(standing('automated-decision', { tasks: [] }), [
      'Art. 22(3) looked-again: missing (not-stated, statement)',
    ]);
  });

  it('is listed for each right that the GDPR gives; instructions for after death are national law', () => {
    assert.deepEqual(
      RIGHTS.filter((right) => standing(right).length === 0),
      ['after-death'],
    );
  });
});
