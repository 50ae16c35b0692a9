import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { removeCategory, wordCategory } from '../../../models/organisation/categories.ts';
import { policiesOf } from '../../../models/organisation/policies.ts';
import {
  addPolicy,
  changePolicy,
  movePolicy,
  type RowFields,
  removePolicy,
} from '../../../models/organisation/policyList.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { staffMemberOf } from '../../support/requests.ts';

const row = (policy: string, given: Partial<RowFields> = {}): RowFields => ({
  policy,
  residence: '',
  category: '',
  customer: '',
  ...given,
});
const SWISS = row('fadp-ch', { residence: 'CH' });
const ACME = row('scalingo-dpa', { customer: 'Acme SA' });

describe('The policies of an organisation', () => {
  let desk: TestDesk;
  let dpo: By;
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
  });
  const version = async () => (await desk.organisation.reload()).version;
  const add = async (fields: RowFields) => addPolicy(desk, dpo, await version(), fields);
  const listed = async () =>
    (await policiesOf(desk, dpo)).map(({ policy, role, appliesTo }) => [policy, role, appliesTo]);
  const idOf = async (policy: string) =>
    (await policiesOf(desk, dpo)).find((one) => one.policy === policy)?.id ?? 0;

  it('begin with one that applies to every request', async () => {
    assert.deepEqual(await listed(), [['gdpr-eu', 'controller', {}]]);
  });

  it('are added before the one for all requests, with the role that their pack is written for', async () => {
    await add(SWISS);
    await add(ACME);
    assert.deepEqual(await listed(), [
      ['fadp-ch', 'controller', { residence: 'CH' }],
      ['scalingo-dpa', 'processor', { customer: 'Acme SA' }],
      ['gdpr-eu', 'controller', {}],
    ]);
  });

  it('exclude those not in effect yet: CCPA of 2027 in 2026, also with its version pinned', async () => {
    const early = { code: 'policy-not-yet', field: 'policy' };
    const american = await deskForTests({ at: '2026-11-29T09:00:00Z' });
    const by = await staffMemberOf(american, american.organisation);
    const offer = (policy: string) =>
      addPolicy(american, by, american.organisation.version, row(policy, { residence: 'US' }));
    await assert.rejects(offer('ccpa@2027'), early);
    await offer('ccpa@2023');
    american.clock.set('2027-01-01T09:00:00Z');
    await american.organisation.reload();
    await changePolicy(
      american,
      by,
      american.organisation.version,
      (await policiesOf(american, by))[0]?.id ?? 0,
      row('ccpa@2027', { residence: 'US' }),
    );
  });

  it('are moved, changed and taken out', async () => {
    await add(SWISS);
    await add(ACME);
    await movePolicy(desk, dpo, await version(), await idOf('scalingo-dpa'), 'up');
    assert.deepEqual(
      (await listed()).map(([policy]) => policy),
      ['scalingo-dpa', 'fadp-ch', 'gdpr-eu'],
    );
    await movePolicy(desk, dpo, await version(), await idOf('scalingo-dpa'), 'down');
    assert.deepEqual(
      (await listed()).map(([policy]) => policy),
      ['fadp-ch', 'scalingo-dpa', 'gdpr-eu'],
    );
    await changePolicy(
      desk,
      dpo,
      await version(),
      await idOf('fadp-ch'),
      row('uk-gdpr', { residence: 'GB' }),
    );
    await removePolicy(desk, dpo, await version(), await idOf('scalingo-dpa'));
    await changePolicy(desk, dpo, await version(), await idOf('gdpr-eu'), row('scalingo-privacy@2015'));
    assert.deepEqual(await listed(), [
      ['uk-gdpr', 'controller', { residence: 'GB' }],
      ['scalingo-privacy@2015', 'controller', {}],
    ]);
  });

  it('always end with one for all requests: it is not taken out, moved up or narrowed', async () => {
    await add(SWISS);
    const all = await idOf('gdpr-eu');
    const missing = { code: 'policy-for-all-missing' };
    await assert.rejects(removePolicy(desk, dpo, await version(), all), missing);
    await assert.rejects(movePolicy(desk, dpo, await version(), all, 'up'), missing);
    await assert.rejects(
      changePolicy(desk, dpo, await version(), all, row('gdpr-eu', { residence: 'FR' })),
      missing,
    );
    await assert.rejects(movePolicy(desk, dpo, await version(), await idOf('fadp-ch'), 'down'), missing);
    assert.equal((await listed()).length, 2);
  });

  it('hold no row that never decides, and say which', async () => {
    const french = row('gdpr-eu', { residence: 'FR' });
    await add(french);
    await add(row('uk-gdpr', { residence: 'FR', customer: 'Acme SA' }));
    const unreachable = { code: 'policy-row-unreachable', data: { place: 2, by: 1 } };
    await assert.rejects(movePolicy(desk, dpo, await version(), await idOf('uk-gdpr'), 'down'), unreachable);
    await assert.rejects(add(french), { code: 'policy-row-twice' });
    await assert.rejects(add(row('uk-gdpr')), { code: 'criteria-missing' });
  });

  it('are policies of the desk, for countries and kinds of data that exist', async () => {
    await assert.rejects(add(row('gone', { residence: 'CH' })), { code: 'policy-unknown', field: 'policy' });
    await assert.rejects(add(row('fadp-ch', { residence: 'XX' })), {
      code: 'country-unknown',
      field: 'residence',
    });
    const patients = row('fadp-ch', { category: 'patients' });
    await assert.rejects(add(patients), { code: 'category-unknown', field: 'category' });
    await wordCategory(desk, dpo, await version(), {
      id: 'patients',
      en: 'Patient files',
      fr: 'Dossiers des patients',
    });
    await add(patients);
    await assert.rejects(removeCategory(desk, dpo, await version(), 'patients'), { code: 'category-in-use' });
    await removePolicy(desk, dpo, await version(), await idOf('fadp-ch'));
    await removeCategory(desk, dpo, await version(), 'patients');
    assert.equal((await desk.organisation.reload()).categories, '[]');
  });

  it('are changed by nobody who has not seen what they are now', async () => {
    const before = await version();
    await add(SWISS);
    await assert.rejects(addPolicy(desk, dpo, before, ACME), { code: 'settings-changed' });
    assert.equal((await listed()).length, 2);
  });

  it('are not those of another organisation', async () => {
    const other = await anotherOrganisation(desk);
    const there = await staffMemberOf(desk, other);
    await add(SWISS);
    const id = await idOf('fadp-ch');
    for (const attempt of [
      () => removePolicy(desk, there, other.version, id),
      () => movePolicy(desk, there, other.version, id, 'up'),
      () => changePolicy(desk, there, other.version, id, ACME),
      () => removeCategory(desk, there, other.version, 'patients'),
    ])
      await assert.rejects(attempt(), { code: 'not-found' });
    assert.equal((await listed()).length, 2);
  });
});
