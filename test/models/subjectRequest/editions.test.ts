import assert from 'node:assert/strict';
import type { PolicyPack } from '../../../domain/policies/policy.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { applyPresentBasis, outdatedRequests, previewDigest } from '../../../models/subjectRequest/basis.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

/** Reads a pack with another period of reply, and without its clock for a refusal, since the second edition. */
function corrected(pack: PolicyPack): PolicyPack {
  if (pack.id !== 'gdpr-eu') return pack;
  const { formerEditions: _, ...whole } = pack;
  const former = { ...whole, edition: 1 as const, clocks: [...pack.clocks, purge] };
  const clocks = pack.clocks.map((clock) => (clock.id === 'reply' ? { ...clock, period: 'P30D' } : clock));
  return { ...whole, edition: 2, clocks, formerEditions: [former] };
}

const purge = {
  id: 'purge',
  title: { en: 'Delete' },
  rights: 'all' as const,
  matter: 'request' as const,
  starts: 'received' as const,
  period: 'P10D',
  rolls: false,
  endsBy: 'fulfilment' as const,
  pauses: false,
  advisory: false,
  source: 'x',
  confirmed: true,
};

describe('A desk with requests under former rules', () => {
  let desk: TestDesk;
  let dpo: By;
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    desk.packs.splice(0, Infinity, ...desk.packs.map(corrected));
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation);
    await putBack(request);
  });

  /** As a request stands after an upgrade: counted by the first edition. */
  async function putBack(one: SubjectRequest) {
    await SubjectRequest.update({ edition: 1 }, { where: { id: one.id } });
    await one.reload();
    await assign(desk, dpo, one, null);
    await one.reload();
  }
  const days = async () => {
    const { reply, purge } = await deadlinesByClock(request);
    return [reply?.dueOn, purge?.dueOn];
  };

  it('moves none of their dates when something is done to them', async () => {
    assert.deepEqual(await days(), ['2026-04-02', '2026-03-12']);
    await assign(desk, dpo, request, Number(dpo.actor.slice('user:'.length)));
    assert.deepEqual(await days(), ['2026-04-02', '2026-03-12']);
  });

  it('shows what the corrected rules move, and moves it when asked to; a promise that was made stays', async () => {
    const outdated = await outdatedRequests(desk, dpo);
    assert.deepEqual(
      outdated.flatMap(({ differences }) =>
        differences.map(({ effect, is }) => [effect, is?.clock, is?.dueOn]),
      ),
      [['moves', 'reply', '2026-04-01']],
    );
    assert.equal(await applyPresentBasis(desk, dpo, { seen: previewDigest(outdated) }), 1);
    assert.deepEqual(await days(), ['2026-04-01', '2026-03-12']);
    await request.reload();
    assert.equal(request.edition, 3);
    assert.match(request.keptPromises, /"clock":"purge","pack":"gdpr-eu@2018","edition":1/);
    const events = await Event.findAll({ where: { requestId: request.id, kind: 'basis-changed' } });
    const { editionWas, edition, kept } = JSON.parse(events[0]?.data ?? '{}');
    assert.deepEqual([editionWas, edition, kept], [1, 3, 'purge@gdpr-eu@2018']);
  });

  it('counts each new request by the present rules', async () => {
    const fresh = await received(desk, desk.organisation);
    assert.equal((await deadlinesByClock(fresh)).reply?.dueOn, '2026-04-01');
    assert.deepEqual(
      (await outdatedRequests(desk, dpo)).map((each) => each.request.reference),
      [request.reference],
    );
  });
});
