import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { AnswerPackage } from '../../models/answerPackage.ts';
import { Event } from '../../models/event.ts';
import { Fact } from '../../models/fact.ts';
import { recordPosting } from '../../models/letter/deliveries.ts';
import { Letter } from '../../models/letter.ts';
import { close } from '../../models/subjectRequest/closure.ts';
import { rejectIdentity } from '../../models/subjectRequest/identity.ts';
import { readRequest } from '../../models/subjectRequest/page.ts';
import { refuse } from '../../models/subjectRequest/refusal.ts';
import { undoDecision } from '../../models/subjectRequest/undoDecision.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { standingOf } from '../../models/submission/page.ts';
import { answer } from '../support/answering.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../support/mail.ts';
import { deadlinesByClock, receive, received, staffMemberOf } from '../support/requests.ts';

const sending = { by: 'mail' as const };
const answered = { text: 'It is deleted.', files: [], unconfirmed: 'Known to us', nothingHeld: '', sending };
const refused = { ground: 'legal-claims', reason: 'A claim is pending.', sending };

describe('What the person has to be told (Art. 12(3), 12(4))', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const deliver = () => deliverLetters(desk, mailerTo(peer.url));
  const state = async () => {
    const { status, outcome, closedAt } = await request.reload();
    return [status, outcome, closedAt, (await deadlinesByClock(request)).reply?.state];
  };
  const logged = async () =>
    (await Event.findAll({ where: { requestId: request.id }, order: ['sequence'] })).map(({ kind }) => kind);

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    peer = await smtpPeer();
    request = await received(desk, desk.organisation);
    await deliver();
  });
  afterEach(() => peer.close());

  const LATER = new Date('2026-03-04T10:00:00Z');
  const DECISIONS: {
    what: string;
    first?: () => Promise<unknown>;
    decide: () => Promise<unknown>;
    before: unknown[];
    after: unknown[];
    event: string;
  }[] = [
    {
      what: 'an answer',
      decide: () => answer(desk, dpo, target(), answered),
      before: ['open', null, null, 'running'],
      after: ['answered', 'answered', null, 'met'],
      event: 'answered',
    },
    {
      what: 'a refusal in whole',
      decide: () => refuse(desk, dpo, target(), { scope: 'whole', ...refused }),
      before: ['open', null, null, 'running'],
      after: ['answered', 'refused', null, 'met'],
      event: 'refused',
    },
    {
      what: 'a refusal of a part',
      decide: () => refuse(desk, dpo, target(), { scope: 'part', ...refused }),
      before: ['open', null, null, 'running'],
      after: ['open', null, null, 'running'],
      event: 'refused',
    },
    {
      what: 'that the identity is not confirmed',
      decide: () => rejectIdentity(desk, dpo, target(), { reason: 'Nothing shows it', sending }),
      before: ['open', null, null, 'running'],
      after: ['closed', 'identity-not-confirmed', LATER, 'met'],
      event: 'identity-rejected',
    },
    {
      what: 'that a silent request is given up',
      first: async () => {
        request = (await receive(desk, desk.organisation)).requests[0] as SubjectRequest;
        await deliver();
      },
      decide: () => close(desk, dpo, target(), { reason: 'The mailbox was never confirmed', sending }),
      before: ['unverified', null, null, 'running'],
      after: ['closed', 'given-up', LATER, 'cancelled'],
      event: 'closed',
    },
  ];

  for (const { what, first, decide, before, after, event } of DECISIONS) {
    it(`is ${what} only when the mail server has taken the letter, and until then nothing has changed`, async () => {
      await first?.();
      await decide();
      assert.deepEqual(await state(), before);
      assert.ok(!(await logged()).includes(event));
      desk.clock.set('2026-03-04T10:00:00Z');
      assert.equal((await deliver()).sent, 1);
      assert.deepEqual(await state(), after);
      assert.ok((await logged()).includes(event));
    });

    it(`is ${what} as of the posting when the letter goes by post instead`, async () => {
      await first?.();
      await decide();
      const letter = await Letter.findOne({ where: { state: 'queued' }, rejectOnEmpty: true });
      desk.clock.set('2026-03-05T10:00:00Z');
      await recordPosting(desk, dpo, letter.id, { postedAt: LATER, proof: 'Registered letter 1' });
      assert.deepEqual(await state(), after);
      assert.equal((await deliver()).sent, 0);
    });

    it(`is not ${what} once that was taken back before it went`, async () => {
      await first?.();
      await decide();
      const { actions, sheet } = await readRequest(desk, dpo, request.reference, 'dpo');
      const [waits] = sheet.untold;
      assert.ok(actions.includes('undo-decision') && waits);
      await undoDecision(desk, dpo, target(), waits.decision);
      assert.equal((await deliver()).sent, 0);
      assert.deepEqual(await state(), before);
      await decide(); // which can then be decided anew
    });
  }

  it('is not decided twice, nor otherwise, while the answer waits; and cannot be closed', async () => {
    await answer(desk, dpo, target(), answered);
    const { actions } = await readRequest(desk, dpo, request.reference, 'dpo');
    const offered = ['answer', 'refuse', 'reject-identity', 'extend', 'ask-identity', 'close'] as const;
    assert.deepEqual(
      offered.filter((action) => actions.includes(action)),
      [],
    );
    await assert.rejects(answer(desk, dpo, target(), answered), { code: 'not-allowed' });
    await assert.rejects(close(desk, dpo, target(), { reason: '' }), { code: 'not-allowed' });
  });

  it('keeps words and files of the answer while it waits, and whose decision it was once it went', async () => {
    const files = [{ name: 'data.json', mediaType: 'application/json', content: Buffer.from('{}') }];
    await answer(desk, dpo, target(), { ...answered, files });
    const waiting = await readRequest(desk, dpo, request.reference, 'dpo');
    const decided = waiting.facts.find(({ name }) => name === 'answer-decided');
    assert.equal(decided?.detail.text, 'It is deleted.');
    assert.equal(waiting.files.find(({ purpose }) => purpose === 'answer')?.name, 'data.json');
    await deliver();
    const told = (await readRequest(desk, dpo, request.reference, 'dpo')).facts;
    const fact = told.find(({ name }) => name === 'answered');
    assert.deepEqual([fact?.detail.text, fact?.actor, fact?.about], ['It is deleted.', dpo.actor, 'mail']);
  });

  it('can be fetched for 30 days from the sending, and is not offered before', async () => {
    await answer(desk, dpo, target(), answered);
    assert.deepEqual((await standingOf(desk, await request.reload())).answers, []);
    desk.clock.set('2026-03-20T10:00:00Z');
    await deliver();
    const until = new Date('2026-04-19T10:00:00Z');
    assert.deepEqual((await AnswerPackage.findOne({ rejectOnEmpty: true })).expiresAt, until);
    assert.deepEqual((await standingOf(desk, await request.reload())).answers[0]?.expiresAt, until);
    assert.match(peer.inbox.at(-1)?.text ?? '', /until Sunday 19 April 2026, 12:00/);
  });

  it('is late when the letter went after the due date, whenever it was decided', async () => {
    await answer(desk, dpo, target(), answered);
    desk.clock.set('2026-04-03T10:00:00Z'); // due Thursday 2 April
    await deliver();
    const { endedAt, lateAt } = (await deadlinesByClock(request)).reply ?? {};
    assert.ok(endedAt && lateAt && endedAt > lateAt);
  });

  it('stays decided in the log and among the facts when it was taken back', async () => {
    await answer(desk, dpo, target(), answered);
    await undoDecision(desk, dpo, target(), 'answer-decided');
    assert.deepEqual((await logged()).slice(-3), ['letter-queued', 'answer-decided', 'decision-undone']);
    const fact = await Fact.findOne({ where: { name: 'answer-decided' }, rejectOnEmpty: true });
    assert.deepEqual(fact.undoneAt, desk.clock());
  });
});
