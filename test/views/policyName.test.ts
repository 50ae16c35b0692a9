import assert from 'node:assert/strict';
import { translator } from '../../views/i18n.ts';
import { policyName } from '../../views/policies/name.ts';
import { shippedPacks } from '../support/facts.ts';

describe('A policy in a sentence', () => {
  const named = (ref: string, language: 'en' | 'fr' = 'en') =>
    policyName(ref, shippedPacks, { t: translator(language), language });

  it('has its name, and its version only where two versions share that name', () => {
    assert.equal(named('gdpr-eu@2018'), 'General Data Protection Regulation');
    assert.equal(named('scalingo-privacy@2015'), 'Scalingo privacy policy (2015)');
    assert.equal(named('ccpa@2027'), 'California Consumer Privacy Act, version 2027');
    assert.equal(named('ccpa'), 'California Consumer Privacy Act');
    assert.equal(named('fadp-ch@2023', 'fr'), 'Loi fédérale suisse sur la protection des données (LPD)');
  });

  it('keeps its id where the desk has no such pack any more', () => {
    assert.equal(named('gone@2019'), 'gone@2019');
    assert.equal(named('ccpa@2019'), 'ccpa@2019');
  });
});
