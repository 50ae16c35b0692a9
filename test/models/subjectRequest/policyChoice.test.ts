import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import type { Situation } from '../../../domain/policies/situation.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { policiesOf } from '../../../models/organisation/policies.ts';
import { addPolicy, removePolicy } from '../../../models/organisation/policyList.ts';
import { applyPresentBasis, outdatedRequests, previewDigest } from '../../../models/subjectRequest/basis.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { deadlineOfClock, deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

describe('A request of an organisation with several policies', () => {
  let desk: TestDesk;
  let dpo: By;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
  });
  const add = async (policy: string, given: Situation) => {
    const { version } = await desk.organisation.reload();
    await addPolicy(desk, dpo, version, { policy, residence: '', category: '', customer: '', ...given });
  };
  const remove = async (policy: string) => {
    const { version } = await desk.organisation.reload();
    const row = (await policiesOf(desk, dpo)).find((one) => one.policy === policy);
    await removePolicy(desk, dpo, version, row?.id ?? 0);
  };
  const from = (residence?: string) =>
    received(desk, desk.organisation, { rights: ['access'], situation: { residence } });

  it('is received under the first that fits, and keeps what decided', async () => {
    await add('fadp-ch', { residence: 'CH' });
    const [swiss, french, unknown] = [await from('CH'), await from('FR'), await from()];
    const kept = [swiss, french, unknown].map(({ policyId, residence, decidedBy }) => [
      policyId,
      residence,
      decidedBy,
    ]);
    assert.deepEqual(kept, [
      ['fadp-ch', 'CH', '{"residence":"CH","calendarBy":"law"}'],
      ['gdpr-eu', 'FR', '{}'],
      ['gdpr-eu', null, '{}'],
    ]);
    assert.equal((await deadlineOfClock(swiss, 'reply', 'fadp-ch@2023'))?.dueOn, '2026-04-01');
  });

  it('keeps its policy when the one that the list names now began only after its receipt', async () => {
    const [old, young] = [
      await received(desk, desk.organisation, {
        channel: 'post',
        received: { on: calendarDate('2020-06-02') },
      }),
      await received(desk, desk.organisation, { channel: 'post' }),
    ];
    await promiseBy(desk, 'uk-gdpr'); // whose first version is in effect from 2021-01-01
    const outdated = await outdatedRequests(desk, dpo);
    assert.deepEqual(
      outdated.map(({ request, basis }) => [request.reference, basis.policyId]),
      [[young.reference, 'uk-gdpr']],
    );
    assert.equal(await applyPresentBasis(desk, dpo, { seen: previewDigest(outdated) }), 1);
    assert.equal((await old.reload()).policyId, 'gdpr-eu');
  });

  it('has in its log what decided, of a customer no more than a digest', async () => {
    await add('fadp-ch', { residence: 'CH' });
    await add('scalingo-dpa', { customer: 'Acme SA' });
    const swiss = await from('CH');
    const acme = await received(desk, desk.organisation, { situation: { customer: 'acme sa' } });
    const told = async ({ id }: { id: number }) =>
      JSON.parse((await Event.findOne({ where: { requestId: id, kind: 'received' } }))?.data ?? '');
    const { policy, decidedBy, residence } = await told(swiss);
    assert.deepEqual([policy, decidedBy, residence], ['fadp-ch@2023', 'residence', 'CH']);
    const data = await told(acme);
    assert.equal(data.decidedBy, 'customer');
    assert.match(data.customer, /^[0-9a-f]{64}$/);
    assert.doesNotMatch(JSON.stringify(data), /acme/i);
  });

  it('does not run the month of Art. 12(3) where the organisation is the processor', async () => {
    await add('scalingo-dpa', { customer: 'Acme SA' });
    const request = await received(desk, desk.organisation, { situation: { customer: 'ACME  SA' } });
    assert.equal(request.policyId, 'scalingo-dpa');
    assert.equal(await deadlineOfClock(request, 'reply', 'gdpr-eu@2018'), null);
  });

  it('about health data of somebody in France is due in 8 days (Code de la santé publique, Art. L.1111-7), and no other', async () => {
    await add('sante-fr', { residence: 'FR', category: 'health' });
    const about = (situation: object) => received(desk, desk.organisation, { rights: ['access'], situation });
    const health = await about({ residence: 'FR', category: 'health' });
    assert.equal((await deadlinesByClock(health))['health-data']?.dueOn, '2026-03-10');
    assert.equal((await deadlinesByClock(health)).reply?.dueOn, '2026-04-02'); // Art. 12(3) GDPR beside it
    const other = await about({ residence: 'FR' });
    assert.deepEqual(
      [other.policyId, (await deadlinesByClock(other))['health-data']],
      ['gdpr-eu', undefined],
    );
  });

  it('moves only when somebody has seen where to, by what is known of it', async () => {
    const [swiss, french] = [await from('CH'), await from('FR')];
    assert.deepEqual(await outdatedRequests(desk, dpo), []);
    await add('fadp-ch', { residence: 'CH' });
    await Promise.all([swiss.reload(), french.reload()]);
    assert.deepEqual([swiss.policyId, french.policyId], ['gdpr-eu', 'gdpr-eu']);
    const outdated = await outdatedRequests(desk, dpo);
    assert.deepEqual(
      outdated.map(({ request, basis }) => [request.reference, basis.policyId, basis.decidedBy]),
      [[swiss.reference, 'fadp-ch', '{"residence":"CH","calendarBy":"law"}']],
    );
    assert.equal(await applyPresentBasis(desk, dpo, { seen: previewDigest(outdated) }), 1);
    await swiss.reload();
    assert.deepEqual([swiss.policyId, swiss.decidedBy], ['fadp-ch', '{"residence":"CH","calendarBy":"law"}']);
    assert.deepEqual(await outdatedRequests(desk, dpo), []);
  });

  it('stays where a row that did not decide it comes or goes', async () => {
    await add('fadp-ch', { residence: 'CH' });
    const swiss = await from('CH');
    await add('uk-gdpr', { residence: 'GB' });
    assert.deepEqual(await outdatedRequests(desk, dpo), []);
    await remove('fadp-ch');
    assert.deepEqual(
      (await outdatedRequests(desk, dpo)).map(({ request, basis }) => [request.id, basis.policyId]),
      [[swiss.id, 'gdpr-eu']],
    );
  });
});
