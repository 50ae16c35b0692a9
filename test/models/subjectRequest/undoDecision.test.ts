import assert from 'node:assert/strict';
import { AnswerPackage } from '../../../models/answerPackage.ts';
import { Attachment } from '../../../models/attachment.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { pauseClocks, undoPause } from '../../../models/subjectRequest/pause.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { undoDecision } from '../../../models/subjectRequest/undoDecision.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { openWithCode, sendStatusCode } from '../../../models/submission/statusCode.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';

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
