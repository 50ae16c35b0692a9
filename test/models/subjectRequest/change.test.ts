import assert from 'node:assert/strict';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { countRequests } from '../../../models/subjectRequest/counts.ts';
import { VIEWS } from '../../../models/subjectRequest/filter.ts';
import { everyRequest, listRequests } from '../../../models/subjectRequest/listing.ts';
import { readRequest } from '../../../models/subjectRequest/page.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { answer } from '../../support/answering.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('Two people on one request', () => {
  it('tells the second of two saves made from the same page, and overwrites nothing', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { reference, version } = await received(desk, desk.organisation);
    const both = await Promise.allSettled([
      answer(
        desk,
        dpo,
        { reference, version },
        { text: 'Done.', files: [], unconfirmed: 'Known to us', nothingHeld: '', sending: { by: 'mail' } },
      ),
      refuse(
        desk,
        dpo,
        { reference, version },
        { scope: 'whole', ground: 'legal-claims', reason: 'x', sending: { by: 'mail' } },
      ),
    ]);
    const told = both.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    assert.deepEqual(
      told.map(({ reason }) => reason.code),
      ['stale'],
    );
  });
});

describe('Two organisations on one desk', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await deskForTests();
  });

  it('never see each other’s requests, in any list, count, page or verb', async () => {
    const other = await anotherOrganisation(desk);
    const ours = await staffMemberOf(desk, desk.organisation);
    const theirs = await staffMemberOf(desk, other);
    const { reference } = await received(desk, desk.organisation);
    for (const view of VIEWS) {
      assert.deepEqual((await listRequests(desk, theirs, { view, sort: 'deadline', q: 'ada' })).rows, []);
      for await (const row of everyRequest(desk, theirs, { view, sort: 'newest' }))
        assert.fail(row.reference);
    }
    const later = desk.clock();
    const { views } = await countRequests(desk, theirs, { tomorrow: later, weekEnd: later });
    assert.ok(Object.values(views).every((count) => count === 0));
    await assert.rejects(readRequest(desk, theirs, reference, 'dpo'), { code: 'not-found' });
    await assert.rejects(assign(desk, theirs, { reference }, null), { code: 'not-found' });
    await assert.rejects(assign(desk, ours, { reference }, theirs.userId), { code: 'not-a-member' });
  });
});
