import assert from 'node:assert/strict';
import type { CalendarDate } from '../../../domain/calendar/calendarDate.ts';
import { dayToRead, lastDayInEffect, restsOn } from '../../../domain/policies/effect.ts';
import { factsAskedBy } from '../../../domain/policies/factsAsked.ts';
import { policyFor } from '../../../domain/policies/inEffect.ts';
import { readPacks, shippedPoliciesDir } from '../../../models/policy.ts';

const packs = readPacks([shippedPoliciesDir]);
const packOf = (id: string, version: string) => {
  const found = packs.find((pack) => pack.id === id && pack.version === version);
  if (!found) throw new Error(`no ${id}@${version}`);
  return found;
};
const on = (day: string) => day as CalendarDate;
const askedBy = (id: string) => factsAskedBy(policyFor(packs, id, on('2026-03-02')));

describe('A version of a pack', () => {
  it('applies until the eve of the next one', () => {
    assert.equal(lastDayInEffect(packOf('scalingo-privacy', '2015'), packs), '2024-12-31');
    assert.equal(lastDayInEffect(packOf('scalingo-privacy', '2025'), packs), undefined);
  });

  it('is read on a day of its own time', () => {
    const old = packOf('scalingo-privacy', '2015');
    assert.equal(dayToRead(old, packs, on('2026-03-02')), '2024-12-31');
    assert.equal(dayToRead(old, packs, on('2020-01-01')), '2020-01-01');
    assert.equal(dayToRead(old, packs, on('2010-01-01')), '2015-02-03');
  });

  it('is rested on by what builds on it', () => {
    assert.equal(restsOn('scalingo-privacy@2015', 'gdpr-eu', packs), true);
    assert.equal(restsOn('gdpr-eu', 'gdpr-eu', packs), true);
    assert.equal(restsOn('gdpr-eu', 'uk-gdpr', packs), false);
  });
});

describe('The facts that a policy asks for', () => {
  it('are a fee only where the policy pauses for it', () => {
    const reasons = (id: string) => askedBy(id).waits.map(({ reason }) => reason);
    assert.deepEqual(reasons('gdpr-eu'), ['identity', 'clarification']);
    assert.deepEqual(reasons('uk-gdpr'), ['identity', 'clarification', 'fee']);
    assert.deepEqual(reasons('camunda-dpa'), []);
  });

  it('are an extension only where some clock can be extended', () => {
    assert.equal(askedBy('gdpr-eu').acts.includes('extension-notice-sent'), true);
    assert.deepEqual(askedBy('camunda-dpa').acts, []);
  });

  it('are those that its clocks and storage periods run from', () => {
    assert.deepEqual(askedBy('gdpr-eu').others, ['breach-known']);
    assert.equal(askedBy('camunda-dpa').others.includes('audit-day'), true);
    assert.equal(askedBy('clever-cloud-privacy').others.includes('last-contact'), true);
  });
});
