import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { Attachment } from '../../../models/attachment.ts';
import { type By, byPerson } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { recordPosting, recordSent } from '../../../models/letter/deliveries.ts';
import { Letter } from '../../../models/letter.ts';
import { askClarification } from '../../../models/subjectRequest/clarification.ts';
import { askIdentity, confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { leaveMessage, recordReply } from '../../../models/subjectRequest/message.ts';
import { pauseClocks } from '../../../models/subjectRequest/pause.ts';
import { rejectReply } from '../../../models/subjectRequest/replies.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { standingOf } from '../../../models/submission/page.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

// Received on Monday 2 March 2026 under gdpr-eu in France: without a wait the reply is due on Thursday 2 April 2026.
describe('What we wait for from the person', () => {
  let desk: TestDesk;
  let dpo: By & { userId: number };
  let request: SubjectRequest;
  const mail = { by: 'mail' as const };
  const target = () => ({ reference: request.reference });
  const day = (text: string) => calendarDate(text);

  const reply = async () => {
    const { state, dueOn } = (await deadlinesByClock(request)).reply ?? {};
    return `${state} ${dueOn}`;
  };
  const status = async () => (await request.reload()).status;
  const waitingFor = async () =>
    (await standingOf(desk, await request.reload())).waiting.map(({ reason }) => reason);
  const send = async (kind: Letter['kind']) => {
    const letter = await Letter.findOne({
      where: { kind, requestId: request.id, state: 'queued' },
      rejectOnEmpty: true,
    });
    await recordSent(desk, letter, { subject: 's', text: 't' }, desk.clock());
  };
  const theyWrite = (text = 'Here it is') =>
    leaveMessage(desk, byPerson(desk.organisation.id), target(), { text, files: [] });
  const ask = {
    identity: async () => {
      await askIdentity(desk, dpo, target(), { doubt: 'Two accounts', needed: 'The invoice', sending: mail });
      await send('identity-request');
    },
    clarification: async () => {
      await askClarification(desk, dpo, target(), { question: 'Which account?', sending: mail });
      await send('clarification-request');
    },
    'a pause by hand': () =>
      pauseClocks(desk, dpo, target(), { reason: 'identity', askedAt: desk.clock(), proof: 'By phone' }),
  };

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['access'] });
  });

  for (const [what, begin] of Object.entries(ask)) {
    it(`ends with any message, as of its arrival: ${what}`, async () => {
      desk.clock.advance({ days: 1 });
      await begin();
      assert.deepEqual([await status(), (await waitingFor()).length], ['waiting', 1]);
      desk.clock.advance({ days: 5 });
      await theyWrite();
      const then = await reply();
      assert.match(then, /^running/);
      assert.deepEqual([await status(), await waitingFor()], ['open', []]);
      desk.clock.advance({ days: 10 });
      assert.equal(await reply(), then, 'whoever reads it later moves no date');
    });
  }

  it('ends all at once where several things were asked', async () => {
    await ask.identity();
    await ask.clarification();
    desk.clock.advance({ days: 2 });
    await theyWrite('My number is 7, and I mean the account of 2021');
    assert.deepEqual([await status(), await waitingFor()], ['open', []]);
  });

  it('ends also where the question, posted before the message came, was recorded after it', async () => {
    await askClarification(desk, dpo, target(), { question: 'Which account?', sending: mail });
    const letter = await Letter.findOne({ where: { kind: 'clarification-request' }, rejectOnEmpty: true });
    desk.clock.advance({ days: 3 });
    await theyWrite('The account of 2021');
    desk.clock.advance({ days: 2 });
    const postedAt = new Date('2026-03-03T22:59:59.999Z');
    await recordPosting(desk, dpo, letter.id, { postedAt, proof: 'Registered letter 1', seen: 'moves' });
    assert.deepEqual([await status(), await waitingFor()], ['open', []]);
  });

  it('runs on as if it had never ended when the DPO says that this was not the answer, with the reason', async () => {
    desk.clock.advance({ days: 1 });
    await ask.identity();
    desk.clock.advance({ days: 2 });
    await theyWrite('When do I hear from you?');
    assert.equal(await reply(), 'running 2026-04-07'); // 2 April and two days are the Saturday before Easter
    await assert.rejects(rejectReply(desk, dpo, target(), { reason: 'identity', why: ' ' }), {
      code: 'reason-missing',
    });
    await assert.rejects(rejectReply(desk, dpo, target(), { reason: 'clarification', why: 'No' }), {
      code: 'wait-missing',
    });
    await rejectReply(desk, dpo, target(), { reason: 'identity', why: 'It holds no proof' });
    assert.deepEqual([await status(), await waitingFor()], ['waiting', ['identity']]);
    assert.match(await reply(), /^paused/);
    const [waiting] = (await standingOf(desk, request)).waiting;
    assert.deepEqual(
      [waiting?.since.toISOString(), waiting?.notYet?.toISOString()],
      ['2026-03-03T09:00:00.000Z', '2026-03-05T09:00:00.000Z'],
    );
    const told = await Event.findOne({ where: { kind: 'reply-rejected' }, rejectOnEmpty: true });
    assert.deepEqual(
      [told.actor, JSON.parse(told.data)],
      [dpo.actor, { reason: 'identity', at: '2026-03-05T09:00:00.000Z' }],
    );
    desk.clock.advance({ days: 4 });
    await theyWrite('My customer number is 7');
    assert.equal(await reply(), 'running 2026-04-08'); // asked 3 March, answered 9 March: six days
  });

  it('runs on for one question while another has its answer', async () => {
    await ask.identity();
    await ask.clarification();
    desk.clock.advance({ days: 2 });
    await theyWrite('I mean the account of 2021');
    await rejectReply(desk, dpo, target(), { reason: 'identity', why: 'It holds no proof' });
    assert.deepEqual([await status(), await waitingFor()], ['waiting', ['identity']]);
  });

  it('is said to run on by a DPO alone, and of identity not once that is confirmed', async () => {
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    await assert.rejects(rejectReply(desk, dpo, target(), { reason: 'identity', why: 'x' }), {
      code: 'not-allowed',
    });
    await ask.identity();
    desk.clock.advance({ days: 1 });
    await theyWrite();
    await assert.rejects(rejectReply(desk, handler, target(), { reason: 'identity', why: 'x' }), {
      code: 'not-permitted',
    });
    await confirmIdentity(desk, dpo, target(), { method: 'document', note: '' });
    await assert.rejects(rejectReply(desk, dpo, target(), { reason: 'identity', why: 'x' }), {
      code: 'not-allowed',
    });
  });

  it('ends with a reply that came by post on the day of its arrival, recorded by hand', async () => {
    desk.clock.advance({ days: 1 });
    await ask.clarification(); // Tuesday 3 March, 10:00 in Paris
    desk.clock.advance({ days: 9 });
    const came = { text: 'The account of 2021', files: [], channel: 'post' as const };
    await recordReply(desk, dpo, target(), { ...came, on: day('2026-03-06') });
    assert.deepEqual([await status(), await waitingFor()], ['open', []]);
    const [wait] = (await standingOf(desk, request)).sheet.waits;
    assert.equal(wait?.answeredAt?.toISOString(), '2026-03-05T23:00:00.000Z');
    const [message] = (await standingOf(desk, request)).written.messages;
    assert.deepEqual([message?.channel, message?.at.toISOString()], ['post', '2026-03-05T23:00:00.000Z']);
  });

  it('ends with a reply on the very day of the asking, and with none from before it', async () => {
    desk.clock.advance({ days: 1 });
    await ask.clarification();
    const came = { text: 'On the phone', files: [], channel: 'phone' as const };
    await recordReply(desk, dpo, target(), { ...came, on: day('2026-03-02') });
    assert.equal(await status(), 'waiting');
    await recordReply(desk, dpo, target(), { ...came, on: day('2026-03-03') });
    assert.equal(await status(), 'open');
    for (const [on, code] of [
      ['2026-03-01', 'before-receipt'],
      ['2026-03-04', 'in-the-future'],
    ] as const)
      await assert.rejects(recordReply(desk, dpo, target(), { ...came, on: day(on) }), {
        code,
        field: 'repliedOn',
      });
  });

  it('goes on past a letter about something else, which is kept, and ends with the answer of the same day', async () => {
    await ask.identity();
    desk.clock.advance({ days: 4 });
    const letter = { channel: 'post' as const, on: day('2026-03-05') };
    const scan = { name: 'letter.txt', mediaType: 'text/plain', content: Buffer.from('Hurry') };
    const more = { text: '', files: [scan], as: 'more' as const, note: 'Her second letter' };
    await recordReply(desk, dpo, target(), { ...letter, ...more });
    assert.equal(await status(), 'waiting');
    const [kept] = await Attachment.findAll({ where: { requestId: request.id } });
    assert.equal(kept?.purpose, 'message'); // no evidence of who they are, which is destroyed once that is decided
    await recordReply(desk, dpo, target(), { ...letter, text: 'My customer number', files: [] });
    assert.equal(await status(), 'open');
    const [wait] = (await standingOf(desk, request)).sheet.waits;
    assert.equal(wait?.answeredAt?.toISOString(), '2026-03-04T23:00:00.001Z');
  });

  it('tells who works on the request of a reply that a colleague recorded, not who recorded it', async () => {
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    const came = { text: 'On the phone', files: [], channel: 'phone' as const, on: day('2026-03-02') };
    await recordReply(desk, dpo, target(), came);
    assert.equal((await request.reload()).unreadSince, null);
    await recordReply(desk, handler, target(), came);
    assert.notEqual((await request.reload()).unreadSince, null);
    const notices = await Letter.findAll({ where: { kind: 'message-notice' } });
    assert.deepEqual(
      notices.map(({ recipient }) => recipient),
      [dpo.actor],
    );
  });

  it('ends with the answer, and is waited for by nobody after it', async () => {
    await confirmIdentity(desk, dpo, target(), { method: 'question', note: '' });
    await ask.clarification();
    const sending = { by: 'post' as const, postedAt: desk.clock(), proof: 'Registered letter 2' };
    await answer(desk, dpo, target(), {
      text: 'All of it',
      unconfirmed: 'Known to us',
      nothingHeld: 'None',
      files: [],
      sending,
    });
    assert.deepEqual([await status(), await waitingFor()], ['answered', []]);
  });
});
