import assert from 'node:assert/strict';
import type { PolicyPack } from '../../../domain/policies/policy.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { syncPolicies } from '../../../models/policy/sync.ts';
import { PolicyRecord } from '../../../models/policyRecord.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';

describe('The packs that a desk has worked with', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await deskForTests();
  });
  const keys = (packs: PolicyPack[]) => packs.map(({ id, version }) => `${id}@${version}`);

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
    assert.equal(await PolicyRecord.count(), desk.packs.length);
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
      assert.equal(error.data.pack, 'gdpr-eu@2018');
      const said = String(error.data.difference);
      assert.match(said, /clocks\.reply\.period: P1M, now P2M; clocks\.reply\.rolls: true, now false/);
      assert.match(said, /clocks\.extension-notice: \{.*, now nothing/);
      return true;
    });
    assert.equal(await PolicyRecord.count({ where: { pack: 'another' } }), 0);
  });

  it('a new version of the same pack is added beside the old', async () => {
    await syncPolicies(desk);
    const other = changed('lgpd-br', (pack) => ({ ...pack, version: '2027', effective: '2027-01-01' }));
    assert.deepEqual((await syncPolicies(other)).added, ['lgpd-br@2027']);
  });

  it('a version whose file is gone stays while a request was received under it', async () => {
    await syncPolicies(desk);
    await desk.organisation.update({ policy: 'scalingo-privacy@2015' });
    await received(desk, desk.organisation);
    const without = { ...desk, packs: desk.packs.filter(({ version }) => version !== '2015') };
    assert.deepEqual(keys((await syncPolicies(without)).kept), ['scalingo-privacy@2015']);
    const gone = { ...desk, packs: desk.packs.filter(({ id }) => id !== 'lgpd-br') };
    assert.deepEqual((await syncPolicies(gone)).kept, []);
  });
});
