import assert from 'node:assert/strict';
import { editionName, everyEdition } from '../../../domain/policies/editions.ts';
import type { PolicyPack } from '../../../domain/policies/policy.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { syncPolicies } from '../../../models/policy/sync.ts';
import { PolicyRecord } from '../../../models/policyRecord.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy, promiseFor } from '../../support/promises.ts';
import { received } from '../../support/requests.ts';

describe('The packs that a desk has worked with', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await deskForTests();
  });
  const keys = (packs: PolicyPack[]) => everyEdition(packs).map(editionName);

  /** The desk with one pack read otherwise, as after its file was changed. */
  const changed = (id: string, change: (pack: PolicyPack) => PolicyPack) => ({
    ...desk,
    packs: desk.packs.map((pack) => (pack.id === id ? change(structuredClone(pack)) : pack)),
  });

  it('are kept once, and unchanged ones are left alone', async () => {
    const first = await syncPolicies(desk);
    assert.deepEqual(first, { added: keys(desk.packs), unchanged: [], kept: [] });
    const again = await syncPolicies(desk);
    assert.deepEqual(again, { added: [], unchanged: keys(desk.packs), kept: [] });
    assert.equal(await PolicyRecord.count(), everyEdition(desk.packs).length);
  });

  it('a pack changed under the same version is refused, with each difference, and nothing is kept', async () => {
    await syncPolicies(desk);
    const other = changed('gdpr-eu', (pack) => {
      const [reply, , ...rest] = pack.clocks;
      assert.ok(reply);
      return { ...pack, clocks: [{ ...reply, period: 'P2M', rolls: false }, ...rest] };
    });
    const more = { ...other, packs: [{ ...(desk.packs[0] as PolicyPack), id: 'another' }, ...other.packs] };
    await assert.rejects(syncPolicies(more), (error) => {
      assert.ok(error instanceof RuleViolation && error.code === 'pack-changed');
      assert.equal(error.data.pack, 'gdpr-eu@2018 (edition 3)');
      const said = String(error.data.difference);
      assert.match(said, /clocks\.reply\.period: P1M, now P2M; clocks\.reply\.rolls: true, now false/);
      assert.match(said, /clocks\.extension-notice: \{.*, now nothing/);
      return true;
    });
    assert.equal(await PolicyRecord.count({ where: { pack: 'another' } }), 0);
  });

  it('a text in one more language is no change of a pack; other words in a language that it had are one', async () => {
    await syncPolicies(desk);
    const worded = (title: object) =>
      changed('gdpr-eu', (pack) => ({ ...pack, title: { ...pack.title, ...title } }));
    assert.deepEqual((await syncPolicies(worded({ de: 'Datenschutz-Grundverordnung' }))).added, []);
    await assert.rejects(syncPolicies(worded({ fr: 'Autre nom' })), { code: 'pack-changed' });
  });

  it('a new version of the same pack is added beside the old', async () => {
    await syncPolicies(desk);
    const other = changed('lgpd-br', (pack) => ({ ...pack, version: '2027', effective: '2027-01-01' }));
    assert.deepEqual((await syncPolicies(other)).added, ['lgpd-br@2027 (edition 2)']);
  });

  it('a version whose file is gone stays while a request was received under it', async () => {
    await syncPolicies(desk);
    await promiseBy(desk, 'scalingo-privacy@2015');
    await received(desk, desk.organisation);
    const without = { ...desk, packs: desk.packs.filter(({ version }) => version !== '2015') };
    assert.deepEqual(keys((await syncPolicies(without)).kept), [
      'scalingo-privacy@2015',
      'scalingo-privacy@2015 (edition 2)',
    ]);
    const gone = { ...desk, packs: desk.packs.filter(({ id }) => id !== 'lgpd-br') };
    assert.deepEqual((await syncPolicies(gone)).kept, []);
  });

  it('a version whose file is gone stays while an organisation promises by it', async () => {
    await syncPolicies(desk);
    await promiseFor(desk, { residence: 'BR' }, 'lgpd-br');
    const gone = { ...desk, packs: desk.packs.filter(({ id }) => id !== 'lgpd-br') };
    assert.deepEqual(keys((await syncPolicies(gone)).kept), ['lgpd-br@2020', 'lgpd-br@2020 (edition 2)']);
  });

  it('one that another builds on, and whose file goes with it, stays with it', async () => {
    const [law] = desk.packs.filter(({ id }) => id === 'lgpd-br');
    assert.ok(law);
    const plain = { ...law, formerEditions: undefined };
    const own = [
      { ...plain, id: 'own-law' },
      { ...plain, id: 'own-policy', extends: 'own-law' },
    ];
    const before = { ...desk, packs: [...desk.packs, ...own] };
    await syncPolicies(before);
    await promiseFor(before, { residence: 'BR' }, 'own-policy');
    assert.deepEqual(
      (await syncPolicies(desk)).kept.map(({ id }) => id),
      ['own-policy', 'own-law'],
    );
  });

  it('an edition corrected by a release is kept beside the former one', async () => {
    await syncPolicies(changed('lgpd-br', ({ formerEditions }) => formerEditions?.[0] as PolicyPack));
    assert.deepEqual((await syncPolicies(desk)).added, ['lgpd-br@2020 (edition 2)']);
    assert.equal(await PolicyRecord.count({ where: { pack: 'lgpd-br' } }), 2);
  });
});
