import assert from 'node:assert/strict';
import { AnswerPackage } from '../../../models/answerPackage.ts';
import { Attachment } from '../../../models/attachment.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { answer } from '../../../models/subjectRequest/answer.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { countRequests } from '../../../models/subjectRequest/counts.ts';
import { VIEWS } from '../../../models/subjectRequest/filter.ts';
import { everyRequest, listRequests } from '../../../models/subjectRequest/listing.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { readRequest } from '../../../models/subjectRequest/page.ts';
import { pauseClocks, undoPause } from '../../../models/subjectRequest/pause.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { undoDecision } from '../../../models/subjectRequest/undoDecision.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { openWithCode, sendStatusCode } from '../../../models/submission/statusCode.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
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

describe('What was undone or sent twice', () => {
  it('changes nothing of a closed request', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { reference } = await received(desk, desk.organisation);
    const asked = { reason: 'identity' as const, askedAt: desk.clock(), proof: 'Letter 1' };
    await pauseClocks(desk, dpo, { reference }, asked);
    await withdraw(desk, dpo, { reference }, { reason: '' });
    await assert.rejects(undoPause(desk, dpo, { reference }), { code: 'not-allowed' });
  });

  it('ends the answer’s link and recalls its letter when the decision is taken back before it went', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { reference } = await received(desk, desk.organisation);
    await answer(
      desk,
      dpo,
      { reference },
      { text: 'Done.', files: [], unconfirmed: 'Known to us', nothingHeld: '', sending: { by: 'mail' } },
    );
    await undoDecision(desk, dpo, { reference }, 'answer-decided');
    const letter = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
    const [open] = await AnswerPackage.findAll();
    assert.deepEqual([letter.state, open?.expiresAt], ['cancelled', desk.clock()]);
  });

  it('ends the answer’s link when the decision is taken back after it went', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { reference } = await received(desk, desk.organisation);
    const sending = { by: 'mail' as const };
    await answer(
      desk,
      dpo,
      { reference },
      { text: 'Done.', files: [], unconfirmed: 'Known to us', nothingHeld: '', sending },
    );
    await lettersGoOut(desk);
    await reopen(desk, dpo, { reference }, { scope: 'decision', reason: 'Something was forgotten' });
    const [open] = await AnswerPackage.findAll();
    assert.deepEqual(open?.expiresAt, desk.clock());
  });

  it('is one message when the same words come twice at once, and two when they come again tomorrow', async () => {
    const desk = await deskForTests();
    const { reference } = await received(desk, desk.organisation);
    const person = {
      organisationId: desk.organisation.id,
      actor: 'person' as const,
      role: 'person' as const,
    };
    const write = () => leaveMessage(desk, person, { reference }, { text: 'Are you there?', files: [] });
    await Promise.all([write(), write()]);
    assert.equal(await Attachment.count({ where: { purpose: 'message-text' } }), 1);
    desk.clock.advance({ days: 1 });
    await write();
    assert.equal(await Attachment.count({ where: { purpose: 'message-text' } }), 2);
  });

  it('confirms the mailbox of somebody who typed the code that was sent there', async () => {
    const desk = await deskForTests();
    const { requests } = await receive(desk, desk.organisation);
    const [request] = requests as [SubjectRequest];
    const person = {
      organisationId: desk.organisation.id,
      actor: 'person' as const,
      role: 'person' as const,
    };
    const question = { reference: request.reference, email: 'ada@example.org' };
    await sendStatusCode(desk, person, question);
    const letter = await Letter.findOne({ where: { kind: 'status-code' }, rejectOnEmpty: true });
    const { code = '' } = await letterContext(desk, letter);
    assert.deepEqual(await openWithCode(desk, person, question, '000000x'), { failed: 'wrong' });
    assert.equal((await request.reload()).status, 'unverified');
    assert.ok('token' in (await openWithCode(desk, person, question, code)));
    assert.equal((await request.reload()).status, 'open');
  });
});
