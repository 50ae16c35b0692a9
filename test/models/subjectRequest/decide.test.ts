import assert from 'node:assert/strict';
import { Attachment } from '../../../models/attachment.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { recordPosting, recordSent } from '../../../models/letter/deliveries.ts';
import { Letter } from '../../../models/letter.ts';
import { askClarification, recordClarification } from '../../../models/subjectRequest/clarification.ts';
import { extendDeadline, undoExtension } from '../../../models/subjectRequest/extension.ts';
import { askIdentity, confirmIdentity, rejectIdentity } from '../../../models/subjectRequest/identity.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

const byMail = { sending: { by: 'mail' as const } };

describe('What a letter makes true only when it has gone out', () => {
  let desk: TestDesk;
  let dpo: By;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const reply = async () => (await deadlinesByClock(request)).reply;
  const send = async (kind: Letter['kind']) => {
    const letter = await Letter.findOne({ where: { kind, requestId: request.id }, rejectOnEmpty: true });
    await recordSent(desk, letter, { subject: 's', text: 't' }, desk.clock());
  };

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['access'] });
  });

  it('pauses for identity (Art. 12(6)) when the letter is sent, not when it is written', async () => {
    await askIdentity(desk, dpo, target(), {
      doubt: 'Two people share the address',
      needed: 'The customer number',
      ...byMail,
    });
    assert.equal((await reply())?.state, 'running');
    desk.clock.advance({ days: 1 });
    await send('identity-request');
    assert.deepEqual([(await reply())?.state, (await request.reload()).status], ['paused', 'waiting']);
    desk.clock.advance({ days: 10 });
    await confirmIdentity(desk, dpo, target(), { method: 'question', note: 'Knew the last invoice' });
    assert.deepEqual([(await reply())?.state, (await reply())?.dueOn], ['running', '2026-04-13']); // 2 April + 10 days, a Sunday
  });

  it('runs on from the day on which the reply arrived, however long nobody reads it', async () => {
    const person = { organisationId: dpo.organisationId, actor: 'person' as const, role: 'person' as const };
    const file = (name: string) => ({ name, mediaType: 'text/plain', content: Buffer.from(name) });
    desk.clock.advance({ days: 1 });
    await askIdentity(desk, dpo, target(), { doubt: 'Two accounts', needed: 'The last invoice', ...byMail });
    await send('identity-request');
    desk.clock.advance({ days: 5 });
    await leaveMessage(desk, person, target(), { text: 'Here it is', files: [file('invoice.txt')] });
    assert.deepEqual([(await reply())?.state, (await request.reload()).status], ['running', 'open']);
    desk.clock.advance({ days: 7 });
    await leaveMessage(desk, person, target(), { text: '', files: [file('second.txt')] });
    await confirmIdentity(desk, dpo, target(), { method: 'document', note: '' });
    assert.equal((await reply())?.dueOn, '2026-04-07'); // 2 April + the 5 days of waiting
    assert.equal(await Attachment.count({ where: { purpose: 'identity', content: null } }), 2);
  });

  it('stands still again when the person is asked again', async () => {
    const person = { organisationId: dpo.organisationId, actor: 'person' as const, role: 'person' as const };
    await askIdentity(desk, dpo, target(), { doubt: 'Two accounts', needed: 'The last invoice', ...byMail });
    await send('identity-request');
    await leaveMessage(desk, person, target(), { text: 'I have none', files: [] });
    await askIdentity(desk, dpo, target(), { doubt: 'Two accounts', needed: 'A callback', ...byMail });
    const again = await Letter.findOne({
      where: { kind: 'identity-request', state: 'queued' },
      rejectOnEmpty: true,
    });
    await recordSent(desk, again, { subject: 's', text: 't' }, desk.clock());
    assert.equal((await reply())?.state, 'paused');
  });

  for (const [answer, by] of [
    ['reply', 'the person'],
    ['decision', 'the DPO'],
  ])
    it(`runs on with the ${answer} of ${by}, also when the clock was set back after the asking`, async () => {
      const person = {
        organisationId: dpo.organisationId,
        actor: 'person' as const,
        role: 'person' as const,
      };
      await askIdentity(desk, dpo, target(), {
        doubt: 'Two accounts',
        needed: 'The last invoice',
        ...byMail,
      });
      await send('identity-request');
      desk.clock.advance({ hours: -1 });
      if (answer === 'reply') await leaveMessage(desk, person, target(), { text: 'Here it is', files: [] });
      else await confirmIdentity(desk, dpo, target(), { method: 'question', note: '' });
      assert.deepEqual([(await reply())?.state, (await request.reload()).status], ['running', 'open']);
      assert.equal((await reply())?.dueOn, '2026-04-02'); // no day of waiting
    });

  it('keeps the reason for doubt, and asks for nothing without one', async () => {
    await assert.rejects(askIdentity(desk, dpo, target(), { doubt: '', needed: 'x', ...byMail }), {
      code: 'reason-missing',
      field: 'doubt',
    });
  });

  it('pauses for clarification between the asking and the answer', async () => {
    await askClarification(desk, dpo, target(), { question: 'Which of your three accounts?', ...byMail });
    await send('clarification-request');
    assert.equal((await request.reload()).status, 'waiting');
    desk.clock.advance({ days: 3 });
    await recordClarification(desk, dpo, target(), { at: desk.clock(), note: 'The second' });
    assert.deepEqual([(await request.reload()).status, (await reply())?.state], ['open', 'running']);
  });

  it('takes no answer from before the asking: the wait would never end', async () => {
    await askClarification(desk, dpo, target(), { question: 'Which of your three accounts?', ...byMail });
    await send('clarification-request');
    const early = new Date(desk.clock().getTime() - 1);
    await assert.rejects(recordClarification(desk, dpo, target(), { at: early, note: '' }), {
      code: 'before-pause',
      field: 'clarifiedAt',
    });
  });

  it('extends to three months from receipt once the notice is sent, and back when it is undone', async () => {
    await extendDeadline(desk, dpo, target(), { ground: 'complexity', reason: 'Forty systems', ...byMail });
    assert.equal((await reply())?.dueOn, '2026-04-02');
    await send('extension-notice');
    assert.equal((await reply())?.dueOn, '2026-06-02');
    await undoExtension(desk, dpo, target());
    assert.equal((await reply())?.dueOn, '2026-04-02');
  });

  it('does not extend by a notice that leaves after the first due date (Art. 12(3); APD 48/2024)', async () => {
    await extendDeadline(desk, dpo, target(), { ground: 'number', reason: 'Sixty requests', ...byMail });
    desk.clock.set('2026-04-02T22:00:00Z'); // midnight in Paris: 3 April
    await send('extension-notice');
    assert.equal((await reply())?.dueOn, '2026-04-02');
  });

  it('counts a posted notice from its day, with proof', async () => {
    await extendDeadline(desk, dpo, target(), { ground: 'both', reason: 'Many', ...byMail });
    const letter = await Letter.findOne({ where: { kind: 'extension-notice' }, rejectOnEmpty: true });
    desk.clock.advance({ days: 2 });
    await assert.rejects(recordPosting(desk, dpo, letter.id, { postedAt: desk.clock(), proof: '' }), {
      code: 'proof-missing',
    });
    await recordPosting(desk, dpo, letter.id, { postedAt: desk.clock(), proof: 'Registered, RR 1' });
    assert.equal((await reply())?.dueOn, '2026-06-02');
  });

  it('destroys identity evidence on decision, with a receipt in the log', async () => {
    await askIdentity(desk, dpo, target(), { doubt: 'Unknown address', needed: 'Anything', ...byMail });
    await send('identity-request');
    const scan = { name: 'card.png', mediaType: 'image/png', content: Buffer.from('a scan') };
    await leaveMessage(
      desk,
      { organisationId: dpo.organisationId, actor: 'person', role: 'person' },
      target(),
      {
        text: '',
        files: [scan],
      },
    );
    await confirmIdentity(desk, dpo, target(), { method: 'document', note: '' });
    const [evidence] = await Attachment.findAll({ where: { purpose: 'identity' } });
    assert.deepEqual([evidence?.content, evidence?.data, evidence?.destroyedAt], [null, null, desk.clock()]);
    const receipt = await Event.findOne({ where: { kind: 'evidence-destroyed' }, rejectOnEmpty: true });
    assert.equal(JSON.parse(receipt.data).digest, evidence?.digest);
  });

  it('ends a request whose identity is not confirmed with that outcome and a letter (Art. 11(2), 12(6))', async () => {
    await rejectIdentity(desk, dpo, target(), { reason: 'No answer fits the account', ...byMail });
    assert.equal((await request.reload()).status, 'open');
    await lettersGoOut(desk);
    assert.deepEqual(
      [(await request.reload()).status, request.outcome],
      ['closed', 'identity-not-confirmed'],
    );
    assert.equal(await Letter.count({ where: { kind: 'identity-rejected' } }), 1);
    assert.equal((await reply())?.state, 'met'); // Art. 12(4): told within the month
  });
});
