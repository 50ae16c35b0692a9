import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { Event } from '../../models/event.ts';
import { Letter } from '../../models/letter.ts';
import { assign } from '../../models/subjectRequest/assignment.ts';
import { close } from '../../models/subjectRequest/closure.ts';
import { extendDeadline } from '../../models/subjectRequest/extension.ts';
import {
  recordReturn,
  setReturnAside,
  undoReturn,
  undoSettingAside,
} from '../../models/subjectRequest/letterReturn.ts';
import { readRequest } from '../../models/subjectRequest/page.ts';
import { resend } from '../../models/subjectRequest/resend.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { answer } from '../support/answering.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, type Peer, refusing, smtpPeer } from '../support/mail.ts';
import { deadlinesByClock, receive, received, staffMemberOf } from '../support/requests.ts';

const sending = { by: 'mail' as const };
const answered = { text: 'It is deleted.', files: [], unconfirmed: 'Known to us', nothingHeld: '', sending };

describe('A letter that does not arrive', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;
  let refuse: (address: string) => Error | undefined;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const deliver = () => deliverLetters(desk, mailerTo(peer.url));
  const status = async () => (await request.reload()).status;
  const reply = async () => (await deadlinesByClock(request)).reply;
  const letterOf = (kind: Letter['kind']) =>
    Letter.findOne({ where: { kind, requestId: request.id }, order: [['id', 'DESC']], rejectOnEmpty: true });
  const logged = async (kind: string) =>
    (await Event.findAll({ where: { requestId: request.id, kind }, order: ['sequence'] })).map(({ data }) =>
      JSON.parse(data),
    );
  const told = async () =>
    (await Letter.findAll({ where: { kind: 'undelivered-notice' } })).map(({ recipient }) => recipient);

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    refuse = () => undefined;
    peer = await smtpPeer({ onRcptTo: ({ address }, _session, done) => done(refuse(address)) });
    request = await received(desk, desk.organisation);
    await deliver();
  });
  afterEach(() => peer.close());

  const gone = (address: string) =>
    address === 'ada@example.org' ? refusing(550, '5.1.1 <ada@example.org> no such mailbox') : undefined;

  describe('because the server refuses it', () => {
    it('answers nothing: the request stays open, its row is marked, the log has the server’s words without the address', async () => {
      await answer(desk, dpo, target(), answered);
      refuse = gone;
      assert.equal((await deliver()).failed, 1);
      assert.deepEqual([await status(), request.undelivered, request.outcome], ['open', 'refused', null]);
      await assert.rejects(close(desk, dpo, target(), { reason: '' }), { code: 'not-allowed' });
      const [event] = await logged('letter-refused');
      assert.equal(event.letterKind, 'answer');
      assert.match(event.said, /550 5\.1\.1 <…> no such mailbox/);
      assert.doesNotMatch(JSON.stringify(await logged('letter-refused')), /ada@/);
    });

    it('tells the DPO by mail, once a letter, or the colleague who works on it', async () => {
      await answer(desk, dpo, target(), answered);
      refuse = gone;
      await deliver();
      assert.deepEqual(await told(), [dpo.actor]);
      await deliver();
      const notice = peer.inbox.at(-1);
      assert.match(notice?.text ?? '', /did not arrive: Answer\.[\s\S]*Write by another channel/);
      assert.doesNotMatch(notice?.raw ?? '', /ada@|Ada Example/);
      await resend(desk, dpo, target(), { email: 'ada@example.org' });
      await deliver();
      assert.deepEqual(await told(), [dpo.actor]);
      const handler = await staffMemberOf(desk, desk.organisation, 'handler');
      request = await received(desk, desk.organisation);
      await assign(desk, dpo, target(), handler.userId);
      await answer(desk, dpo, target(), answered);
      await deliver();
      assert.deepEqual((await told()).at(-1), handler.actor);
    });

    it('goes once more to a corrected address, which holds for what was asked together and is not confirmed', async () => {
      await answer(desk, dpo, target(), answered);
      refuse = gone;
      await deliver();
      await assert.rejects(resend(desk, dpo, target(), { email: 'nonsense' }), { code: 'email-invalid' });
      await resend(desk, dpo, target(), { email: 'ada.example@example.org', known: 'They rang' });
      await deliver();
      assert.deepEqual([await status(), request.undelivered], ['answered', null]);
      assert.equal(peer.inbox.at(-1)?.to[0], 'ada.example@example.org');
      const { recorded } = (await readRequest(desk, dpo, request.reference, 'dpo')).sheet;
      assert.ok(!recorded.some(({ name }) => name === 'mailbox-confirmed'));
    });

    it('is no less refused when it is the receipt with the link, for everything that was asked together', async () => {
      refuse = gone;
      const { requests } = await receive(desk, desk.organisation, { rights: ['access', 'erasure'] });
      await deliver();
      for (const each of requests) assert.equal((await each.reload()).undelivered, 'refused');
      refuse = () => undefined;
      request = requests[0] as SubjectRequest;
      await resend(desk, dpo, target(), { email: 'ada@example.org' });
      await deliver();
      for (const each of requests) assert.equal((await each.reload()).undelivered, null);
    });

    it('is refused too when the tries of a server that only ever says "later" are used up', async () => {
      await answer(desk, dpo, target(), answered);
      refuse = () => refusing(451, '4.7.1 Greylisted, try again later');
      for (let days = 0; days < 12; days += 1) {
        await deliver();
        desk.clock.advance({ days: 1 });
      }
      assert.deepEqual([await status(), request.undelivered], ['open', 'refused']);
      assert.match((await logged('letter-refused'))[0].said, /451 4\.7\.1 Greylisted/);
    });
  });

  describe('because it comes back', () => {
    const back = (at: string) => async (kind: Letter['kind']) => {
      desk.clock.set(at);
      const { id } = await letterOf(kind);
      await recordReturn(desk, dpo, target(), {
        letterId: id,
        at: desk.clock(),
        known: 'Notice of non-delivery 5.1.1',
      });
    };
    const comesBack = back('2026-03-04T09:00:00Z');

    it('answers nothing: the clock runs again from its own date, the row is marked, the DPO is told', async () => {
      await answer(desk, dpo, target(), answered);
      await deliver();
      assert.equal(await status(), 'answered');
      const before = (await reply())?.dueOn;
      await comesBack('answer');
      assert.deepEqual([await status(), request.outcome, request.undelivered], ['open', null, 'returned']);
      assert.deepEqual([(await reply())?.state, (await reply())?.dueOn], ['running', before]);
      assert.equal(before, '2026-04-02');
      assert.deepEqual(await told(), [dpo.actor]);
      const [event] = await logged('letter-returned');
      assert.deepEqual([event.letterKind, event.days], ['answer', 2]);
    });

    it('opens what was closed on it, and keeps the answer on the page', async () => {
      await answer(desk, dpo, target(), answered);
      await deliver();
      await close(desk, dpo, target(), { reason: '' });
      await comesBack('answer');
      assert.deepEqual([await status(), request.closedAt], ['open', null]);
      const { facts } = await readRequest(desk, dpo, request.reference, 'dpo');
      assert.equal(facts.find(({ name }) => name === 'answered')?.detail.text, 'It is deleted.');
    });

    it('counts again once it is set aside with proof, as of its sending; and not once that is taken back', async () => {
      await answer(desk, dpo, target(), answered);
      await deliver();
      const sentAt = desk.clock();
      await comesBack('answer');
      const aside = { reason: 'She thanked us for it', proof: 'Message of 5 March' };
      await assert.rejects(setReturnAside(desk, dpo, target(), { ...aside, proof: ' ' }), {
        code: 'proof-missing',
      });
      await setReturnAside(desk, dpo, target(), aside);
      assert.deepEqual([await status(), (await reply())?.endedAt], ['answered', sentAt]);
      assert.equal(request.undelivered, null);
      await undoSettingAside(desk, dpo, target());
      assert.equal(await status(), 'open');
      await undoReturn(desk, dpo, target(), { reason: 'Another request’s letter' });
      assert.deepEqual([await status(), (await reply())?.endedAt], ['answered', sentAt]);
    });

    it('is written again by a letter of its own, and what came back stays', async () => {
      await answer(desk, dpo, target(), answered);
      await deliver();
      await comesBack('answer');
      await resend(desk, dpo, target(), { email: 'ada.example@example.org', known: 'They rang' });
      await deliver();
      assert.deepEqual([await status(), request.undelivered], ['answered', null]);
      const letters = await Letter.findAll({ where: { kind: 'answer' }, order: ['id'] });
      assert.deepEqual(
        letters.map(({ state }) => state),
        ['returned', 'sent'],
      );
      assert.deepEqual((await reply())?.endedAt, desk.clock());
    });

    it('goes by post instead, and counts as told from that day', async () => {
      await answer(desk, dpo, target(), answered);
      await deliver();
      await comesBack('answer');
      const posted = { by: 'post' as const, postedAt: desk.clock(), proof: 'Registered letter 3' };
      await resend(desk, dpo, target(), { email: '', sending: posted });
      assert.deepEqual([await status(), request.undelivered], ['answered', null]);
      assert.deepEqual((await reply())?.endedAt, desk.clock());
    });

    it('does not extend with certainty: the earlier date stands, not confirmed, and the other is named (Art. 12(3))', async () => {
      await extendDeadline(desk, dpo, target(), { ground: 'complexity', reason: 'Nine systems', sending });
      await deliver();
      assert.deepEqual([(await reply())?.dueOn, (await reply())?.confirmed], ['2026-06-02', true]);
      await comesBack('extension-notice');
      const row = await reply();
      assert.deepEqual([row?.dueOn, row?.confirmed, row?.state], ['2026-04-02', false, 'running']);
      const step = JSON.parse(row?.because ?? '[]').find(
        ({ code }: { code: string }) => code === 'extension-returned',
      );
      assert.deepEqual(step.data, { on: '2026-03-02', due: '2026-04-02', other: '2026-06-02' });
      assert.deepEqual((await request.reload()).nextDueOn, '2026-04-02');
      const { extension, extendedAt } = request;
      assert.deepEqual([extension, extendedAt?.toISOString().slice(0, 10)], ['returned', '2026-03-02']);
      await setReturnAside(desk, dpo, target(), { reason: 'She confirmed it', proof: 'Call note 4' });
      assert.deepEqual([(await reply())?.dueOn, (await reply())?.confirmed], ['2026-06-02', true]);
      assert.equal((await request.reload()).extension, 'announced');
    });

    it('is recorded weeks later too, and the log says how late', async () => {
      await answer(desk, dpo, target(), answered);
      await deliver();
      await back('2026-03-25T09:00:00Z')('answer');
      assert.equal(await status(), 'open');
      assert.equal((await logged('letter-returned'))[0].days, 23);
    });

    it('came back on a day between its sending and now, and somebody knows how', async () => {
      await answer(desk, dpo, target(), answered);
      await deliver();
      const { id: letterId } = await letterOf('answer');
      const given = { letterId, at: desk.clock(), known: 'Notice' };
      const rejected = (changes: object, code: string) =>
        assert.rejects(recordReturn(desk, dpo, target(), { ...given, ...changes }), { code });
      await rejected({ at: new Date('2026-03-02T09:00:01Z') }, 'in-the-future');
      await rejected({ at: new Date('2026-03-02T08:59:59Z') }, 'before-letter');
      await rejected({ known: ' ' }, 'known-missing');
      await rejected({ letterId: letterId + 1000 }, 'letter-missing');
      await recordReturn(desk, dpo, target(), given);
      await rejected({}, 'letter-gone');
    });
  });
});
