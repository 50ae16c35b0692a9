import assert from 'node:assert/strict';
import {
  choosePolicy,
  criteriaAsked,
  possibleRows,
  situationAsked,
} from '../../../domain/policies/choice.ts';
import type { PolicyRow, Situation } from '../../../domain/policies/situation.ts';

const row = (policy: string, appliesTo: Situation = {}): PolicyRow => ({
  policy,
  role: 'controller',
  appliesTo,
});
const SWISS = row('fadp-ch', { residence: 'CH' });
const HEALTH = row('sante-fr', { residence: 'FR', category: 'health' });
const ACME = row('acme-dpa', { customer: 'Acme SA' });
const ALL = row('gdpr-eu');
const chosen = (rows: PolicyRow[], situation: Situation) => choosePolicy(rows, situation).policy;

describe('Which policy of an organisation counts for a request', () => {
  it('is the first, in the order of the organisation, of which everything fits', () => {
    const rows = [ACME, SWISS, HEALTH, ALL];
    assert.equal(chosen(rows, { residence: 'CH' }), 'fadp-ch');
    assert.equal(chosen(rows, { residence: 'CH', customer: 'Acme SA' }), 'acme-dpa');
    assert.equal(chosen([SWISS, ACME, ALL], { residence: 'CH', customer: 'Acme SA' }), 'fadp-ch');
  });

  it('is the one for health data only where residence and kind of data both fit', () => {
    const rows = [HEALTH, ALL];
    assert.equal(chosen(rows, { residence: 'FR', category: 'health' }), 'sante-fr');
    assert.equal(chosen(rows, { residence: 'FR' }), 'gdpr-eu');
    assert.equal(chosen(rows, { category: 'health' }), 'gdpr-eu');
    assert.equal(chosen(rows, { residence: 'BE', category: 'health' }), 'gdpr-eu');
  });

  it('is the one for all requests where nothing is known', () => {
    assert.equal(chosen([ACME, SWISS, ALL], {}), 'gdpr-eu');
    assert.equal(chosen([ACME, SWISS, ALL], { residence: '', customer: '' }), 'gdpr-eu');
  });

  it('knows a customer whatever the capitals and spaces, and no other', () => {
    assert.equal(chosen([ACME, ALL], { customer: ' acme  sa ' }), 'acme-dpa');
    assert.equal(chosen([ACME, ALL], { customer: 'Acme' }), 'gdpr-eu');
  });

  it('is decided by what the row names, which is kept with the request', () => {
    assert.deepEqual(choosePolicy([HEALTH, ALL], { residence: 'FR', category: 'health' }).appliesTo, {
      residence: 'FR',
      category: 'health',
    });
    assert.deepEqual(choosePolicy([HEALTH, ALL], { residence: 'CH' }).appliesTo, {});
  });
});

describe('What a form asks to find the policy', () => {
  it('is nothing where the organisation has one policy', () => {
    assert.deepEqual(criteriaAsked([ALL], {}), []);
  });

  it('is the residence where a row names it, and nothing else', () => {
    assert.deepEqual(criteriaAsked([SWISS, ALL], {}), ['residence']);
    assert.deepEqual(criteriaAsked([SWISS, ALL], { residence: 'CH' }), ['residence']);
  });

  it('comes in the order of the rows', () => {
    assert.deepEqual(criteriaAsked([ACME, SWISS, ALL], {}), ['customer', 'residence']);
    assert.deepEqual(criteriaAsked([SWISS, ACME, ALL], {}), ['residence', 'customer']);
  });

  it('ends with the answer that decides', () => {
    assert.deepEqual(criteriaAsked([ACME, SWISS, ALL], { customer: 'acme sa' }), ['customer']);
    assert.deepEqual(criteriaAsked([SWISS, HEALTH, ALL], { residence: 'CH' }), ['residence']);
    assert.deepEqual(criteriaAsked([SWISS, HEALTH, ALL], { residence: '' }), ['residence']);
    assert.deepEqual(criteriaAsked([SWISS, HEALTH, ALL], { residence: 'FR' }), ['residence', 'category']);
  });

  it('is nothing of what could not change the policy: rows of the same one need no answer', () => {
    assert.deepEqual(criteriaAsked([row('gdpr-eu', { residence: 'FR' }), ALL], {}), []);
  });

  it('is kept without what was answered and is no longer asked, and without empty answers', () => {
    const rows = [ACME, SWISS, ALL];
    assert.deepEqual(situationAsked(rows, { customer: 'Acme SA', residence: 'CH' }), { customer: 'Acme SA' });
    assert.deepEqual(situationAsked(rows, { customer: '', residence: 'CH' }), { residence: 'CH' });
    assert.deepEqual(situationAsked([ALL], { residence: 'CH' }), {});
  });

  it('leaves the rights of every policy that may still apply', () => {
    const left = (answered: Situation) =>
      possibleRows([ACME, SWISS, HEALTH, ALL], answered).map(({ policy }) => policy);
    assert.deepEqual(left({}), ['acme-dpa', 'fadp-ch', 'sante-fr', 'gdpr-eu']);
    assert.deepEqual(left({ customer: '' }), ['fadp-ch', 'sante-fr', 'gdpr-eu']);
    assert.deepEqual(left({ customer: '', residence: 'CH' }), ['fadp-ch']);
    assert.deepEqual(left({ customer: '', residence: 'FR' }), ['sante-fr', 'gdpr-eu']);
  });
});
