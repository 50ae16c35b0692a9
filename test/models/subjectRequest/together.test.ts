import assert from 'node:assert/strict';
import { answer } from '../../../models/subjectRequest/answer.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { countViews, everyRequest, listRequests, VIEWS } from '../../../models/subjectRequest/listing.ts';
import { readRequest } from '../../../models/subjectRequest/page.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';

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
        { text: 'Done.', files: [], nothingHeld: '', sending: { by: 'mail' } },
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
    assert.ok(Object.values(await countViews(desk, theirs)).every((count) => count === 0));
    await assert.rejects(readRequest(desk, theirs, reference, 'dpo'), { code: 'not-found' });
    await assert.rejects(assign(desk, theirs, { reference }, null), { code: 'not-found' });
    await assert.rejects(assign(desk, ours, { reference }, theirs.userId), { code: 'not-a-member' });
  });
});

describe('The list of requests', () => {
  it('gives each request once, in the order of the next deadline, over any number of pages', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    for (let n = 0; n < 23; n++) {
      await receive(desk, desk.organisation, {
        person: { name: `Person ${n}` },
        rights: n % 2 ? ['access', 'erasure'] : ['access'],
      });
      if (n % 3 === 0) desk.clock.advance({ hours: 30 });
    }
    for (const sort of ['deadline', 'newest', 'oldest'] as const) {
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await listRequests(desk, dpo, { view: 'all', sort, after }, 5);
        seen.push(...page.rows.map(({ reference }) => reference));
        if (!page.next) break;
        after = page.next;
      }
      assert.equal(seen.length, 34);
      assert.equal(new Set(seen).size, 34);
    }
  });

  it('finds by reference, name without accents and e-mail, and takes % and _ as they are', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { reference } = await received(desk, desk.organisation, {
      person: { name: 'Zoë 100%_Śmith', email: 'zoe@example.org' },
    });
    await received(desk, desk.organisation, { person: { name: 'Bob', email: 'bob@example.org' } });
    const find = async (q: string) =>
      (await listRequests(desk, dpo, { view: 'all', sort: 'deadline', q })).rows.length;
    assert.deepEqual(
      await Promise.all(
        [reference.toLowerCase(), 'zoe smith', 'SMITH', 'zoe@ex', '100%_', '%', '_', "'"].map(find),
      ),
      [1, 0, 1, 1, 1, 1, 1, 0],
    );
  });
});
