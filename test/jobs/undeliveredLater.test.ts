import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { byPerson } from '../../models/desk.ts';
import { recordPosting } from '../../models/letter/deliveries.ts';
import { Letter } from '../../models/letter.ts';
import { askClarification } from '../../models/subjectRequest/clarification.ts';
import { close } from '../../models/subjectRequest/closure.ts';
import { extendDeadline } from '../../models/subjectRequest/extension.ts';
import { askIdentity, confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { recordReturn, undoReturn } from '../../models/subjectRequest/letterReturn.ts';
import { leaveMessage } from '../../models/subjectRequest/message.ts';
import { reopen } from '../../models/subjectRequest/reopening.ts';
import { rejectReply } from '../../models/subjectRequest/replies.ts';
import { resend } from '../../models/subjectRequest/resend.ts';
import { undoDecision } from '../../models/subjectRequest/undoDecision.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { answer } from '../support/answering.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, type Peer, refusing, smtpPeer } from '../support/mail.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

const sending = { by: 'mail' as const };
const answered = { text: 'It is deleted.', files: [], unconfirmed: 'Known to us', nothingHeld: '', sending };

describe('A letter that did not arrive, later on', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;
  let refuse: (address: string) => Error | undefined;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const deliver = () => deliverLetters(desk, mailerTo(peer.url));
  const status = async () => (await request.reload()).status;
  const letterOf = (kind: Letter['kind']) =>
    Letter.findOne({ where: { kind, requestId: request.id }, order: [['id', 'DESC']], rejectOnEmpty: true });
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

  describe('is not held against the request once it no longer matters', () => {
    const post = () => ({ by: 'post' as const, postedAt: desk.clock(), proof: 'Registered letter 4' });
    const comesBack = async (kind: Letter['kind']) => {
      await deliver();
      const { id: letterId } = await letterOf(kind);
      await recordReturn(desk, dpo, target(), { letterId, at: desk.clock(), known: 'Notice 5.1.1' });
    };
    const questions: [string, Letter['kind'], () => Promise<unknown>][] = [
      [
        'a question about identity',
        'identity-request',
        () => askIdentity(desk, dpo, target(), { doubt: 'No log-in', needed: 'A number', sending }),
      ],
      [
        'a question about the request',
        'clarification-request',
        () => askClarification(desk, dpo, target(), { question: 'Which account?', sending }),
      ],
      [
        'the notice of an extension',
        'extension-notice',
        () => extendDeadline(desk, dpo, target(), { ground: 'number', reason: 'Thirty', sending }),
      ],
    ];
    for (const [what, kind, ask] of questions) {
      it(`as ${what} that came back does not, once the answer was posted`, async () => {
        await ask();
        await comesBack(kind);
        assert.deepEqual([await status(), request.undelivered], ['open', 'returned']);
        await answer(desk, dpo, target(), { ...answered, sending: post() });
        assert.deepEqual([await status(), request.undelivered], ['answered', null]);
        await close(desk, dpo, target(), { reason: '' });
        assert.deepEqual([await status(), request.undelivered], ['closed', null]);
        assert.equal((await letterOf(kind)).state, 'returned');
      });
    }

    it('as a question about identity that came back does not, once the identity is confirmed', async () => {
      await askIdentity(desk, dpo, target(), { doubt: 'No log-in', needed: 'A number', sending });
      await comesBack('identity-request');
      await confirmIdentity(desk, dpo, target(), { method: 'document', note: '' });
      assert.deepEqual([await status(), request.undelivered], ['open', null]);
    });

    it('but an answer that came back is, and the person is not said to have had it first', async () => {
      await answer(desk, dpo, target(), answered);
      await comesBack('answer');
      await undoDecision(desk, dpo, target(), 'answer-decided', { reason: 'Another answer' });
      desk.clock.set('2026-03-10T09:00:00Z');
      await answer(desk, dpo, target(), { ...answered, sending: post() });
      await reopen(desk, dpo, target(), { scope: 'decision', reason: 'The wrong account' });
      assert.deepEqual((await request.reload()).firstAnsweredAt, new Date('2026-03-10T09:00:00Z'));
    });

    it('and a withdrawal that was taken back at once sends no receipt', async () => {
      await withdraw(desk, dpo, target(), { reason: 'By telephone' });
      await reopen(desk, dpo, target(), { scope: 'closure', reason: 'Another person’s call' });
      assert.equal((await deliver()).sent, 0);
      assert.equal((await letterOf('withdrawal-receipt')).state, 'cancelled');
    });
  });

  describe('that gives up on somebody who has replied since', () => {
    const heard = { text: 'Here I am.', files: [] };
    const writes = () => leaveMessage(desk, byPerson(request.organisationId), target(), heard);
    beforeEach(async () => {
      await askIdentity(desk, dpo, target(), { doubt: 'No log-in', needed: 'A number', sending });
      await deliver();
      desk.clock.advance({ days: 20 });
      await close(desk, dpo, target(), { reason: 'Silence since 2 March', sending });
    });

    it('is nothing to write again by another way: the request is worked on at once', async () => {
      refuse = gone;
      await deliver();
      assert.deepEqual([await status(), request.undelivered], ['waiting', 'refused']);
      await writes();
      assert.deepEqual([await status(), request.undelivered], ['open', null]);
      const posting = { postedAt: desk.clock(), proof: 'Registered letter 6' };
      await recordPosting(desk, dpo, (await letterOf('giving-up')).id, posting);
      assert.deepEqual([await status(), request.closedAt], ['open', null]);
      await answer(desk, dpo, target(), { ...answered, sending: { by: 'post', ...posting } });
      assert.equal(await status(), 'answered');
    });

    it('does not go if it still waits, and nobody is told that it did not arrive', async () => {
      await writes();
      await deliver();
      const { state, lastError } = await letterOf('giving-up');
      assert.deepEqual([state, lastError], ['failed', 'reply-came']);
      assert.equal(await Letter.count({ where: { kind: 'undelivered-notice' } }), 0);
      assert.equal(request.undelivered, null);
    });

    it('goes once, where the reply was none and the request is given up anew', async () => {
      await writes();
      await rejectReply(desk, dpo, target(), { reason: 'identity', why: 'It shows nothing' });
      await undoDecision(desk, dpo, target(), 'giving-up-decided');
      await close(desk, dpo, target(), { reason: 'Silence since 2 March', sending });
      await deliver();
      assert.deepEqual([await status(), request.outcome], ['closed', 'given-up']);
      assert.equal(await Letter.count({ where: { kind: 'giving-up', state: 'sent' } }), 1);
    });
  });

  describe('that is the receipt of several requests', () => {
    let [first, second]: SubjectRequest[] = [];
    const marks = async () => [(await first?.reload())?.undelivered, (await second?.reload())?.undelivered];
    beforeEach(async () => {
      refuse = gone;
      [first, second] = (await receive(desk, desk.organisation, { rights: ['access', 'erasure'] })).requests;
      request = first as SubjectRequest;
      await deliver();
      refuse = () => undefined;
      assert.deepEqual(await marks(), ['refused', 'refused']);
    });

    it('can be sent again from each of them, and no row says otherwise meanwhile', async () => {
      await resend(
        desk,
        dpo,
        { reference: second?.reference ?? '' },
        { email: 'ada.example@example.org', known: 'They rang' },
      );
      assert.deepEqual(await marks(), [null, null]);
      assert.deepEqual([first?.personEmail, second?.personEmail], Array(2).fill('ada.example@example.org'));
      assert.equal((await deliver()).sent, 1);
      assert.deepEqual(await marks(), [null, null]);
    });

    it('reached the person for each of them once it was posted', async () => {
      const posting = { postedAt: desk.clock(), proof: 'Registered letter 5' };
      await recordPosting(desk, dpo, (await letterOf('receipt')).id, posting);
      assert.deepEqual(await marks(), [null, null]);
    });

    it('comes back for each of them', async () => {
      await resend(desk, dpo, target(), { email: 'ada@example.org' });
      await deliver();
      const { id: letterId } = await letterOf('receipt');
      await recordReturn(desk, dpo, target(), { letterId, at: desk.clock(), known: 'Notice 5.1.1' });
      assert.deepEqual(await marks(), ['returned', 'returned']);
      await undoReturn(desk, dpo, target(), { reason: 'Another letter' });
      assert.deepEqual(await marks(), [null, null]);
    });
  });
});
