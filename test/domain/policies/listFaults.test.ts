import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { orderFaults, placeFor, rowFaults } from '../../../domain/policies/listFaults.ts';
import type { PolicyRow, Situation } from '../../../domain/policies/situation.ts';

const row = (appliesTo: Situation = {}, policy = 'gdpr-eu'): PolicyRow => ({
  policy,
  role: 'controller',
  appliesTo,
});
const faults = (...rows: PolicyRow[]) => orderFaults(rows).map(({ code, data }) => [code, data]);

describe('The policies of an organisation in their order', () => {
  it('end with one that applies to every request', () => {
    assert.deepEqual(faults(row({ residence: 'CH' }), row()), []);
    assert.deepEqual(faults(row({ residence: 'CH' })), [['policy-for-all-missing', {}]]);
    assert.deepEqual(faults(), [['policy-for-all-missing', {}]]);
  });

  it('have no row that can never decide; the fault names it and the row that matches first', () => {
    assert.deepEqual(faults(row({ residence: 'FR' }), row({ residence: 'FR', category: 'health' }), row()), [
      ['policy-row-unreachable', { place: 2, by: 1 }],
    ]);
    assert.deepEqual(
      faults(row({ residence: 'FR', category: 'health' }), row({ residence: 'FR' }), row()),
      [],
    );
    assert.deepEqual(faults(row(), row({ residence: 'FR' })), [
      ['policy-for-all-missing', {}],
      ['policy-row-unreachable', { place: 2, by: 1 }],
    ]);
  });

  it('hold no two for the same requests, however they are written', () => {
    assert.deepEqual(faults(row({ customer: 'Acme SA' }), row({ customer: 'ACME sa' }), row()), [
      ['policy-row-twice', { place: 2, by: 1 }],
    ]);
  });

  it('take a new one where it decides: before the first that would leave nothing for it', () => {
    const rows = [row({ residence: 'CH' }), row({ residence: 'FR' }), row()];
    assert.equal(placeFor(rows, row({ residence: 'FR', category: 'health' })), 1);
    assert.equal(placeFor(rows, row({ category: 'health' })), 2);
  });
});

describe('One policy of an organisation', () => {
  const context = {
    isPolicy: (ref: string) => ref === 'gdpr-eu' || ref === 'gdpr-to-come',
    beginsOn: (ref: string) => (ref === 'gdpr-to-come' ? calendarDate('2027-01-01') : undefined),
    isCategory: (id: string) => id === 'health',
  };
  const fields = (given: PolicyRow) => rowFaults(given, context).map(({ code, field }) => [code, field]);

  it('is one that the desk has, for a country that exists and a kind of data that somebody named', () => {
    assert.deepEqual(fields(row({ residence: 'CH', category: 'health', customer: 'Acme' })), []);
    assert.deepEqual(fields(row({ residence: 'EU', category: 'helth', customer: 'A'.repeat(201) }, 'gdpr')), [
      ['policy-unknown', 'policy'],
      ['country-unknown', 'residence'],
      ['category-unknown', 'category'],
      ['text-too-long', 'customer'],
    ]);
    assert.deepEqual(fields(row({ residence: 'CH' }, '')), [['field-missing', 'policy']]);
    assert.deepEqual(fields(row({ residence: 'CH' }, 'gdpr-to-come')), [['policy-not-yet', 'policy']]);
  });
});
