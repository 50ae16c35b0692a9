import assert from 'node:assert/strict';
import { Attachment } from '../../../models/attachment.ts';
import type { By } from '../../../models/desk.ts';
import { verifyChains } from '../../../models/event/verify.ts';
import { Event } from '../../../models/event.ts';
import { Letter } from '../../../models/letter.ts';
import { askClarification, recordClarification } from '../../../models/subjectRequest/clarification.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { fulfil } from '../../../models/subjectRequest/fulfilment.ts';
import { pauseClocks } from '../../../models/subjectRequest/pause.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../../models/submission/links.ts';
import { Submission } from '../../../models/submission.ts';
import type { Verb } from '../../support/actor.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { pairOfSuite } from '../../support/pair.ts';
import { promiseBy } from '../../support/promises.ts';
import { intakeOf, receive, received, staffMemberOf } from '../../support/requests.ts';

const sending = { by: 'mail' as const };
const refusal = { scope: 'whole' as const, ground: 'legal-claims', reason: 'A claim is pending.', sending };
const answer = { text: 'Done.', files: [], unconfirmed: 'Known to us', nothingHeld: '', sending };

/** What each of the two gives its verb. */
type Pages = [unknown[], unknown[]];

describe('Two processes at once', function () {
  this.timeout(30_000);
  const pair = pairOfSuite();
  let desk: TestDesk;
  let dpo: By & { userId: number };
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests();
    await promiseBy(desk, 'scalingo-privacy@2015');
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation);
    desk.clock.advance({ hours: 2 });
  });
  const person = () => ({
    organisationId: desk.organisation.id,
    actor: 'person' as const,
    role: 'person' as const,
  });
  const target = () => ({ reference: request.reference });
  const events = (kind: string) => Event.count({ where: { requestId: request.id, kind } });

  /** What a colleague did before, if anything; what both do from the same page; and what the log then says once. */
  type Saved = { verb: Verb; log: string; args?: () => unknown[]; first?: () => Promise<unknown> };
  const pause = () =>
    pauseClocks(desk, dpo, target(), { reason: 'identity', askedAt: desk.clock(), proof: 'Letter 1' });
  const ask = () => askClarification(desk, dpo, target(), clarification());
  const clarification = () => ({
    question: 'Which account?',
    sending: { by: 'post' as const, postedAt: desk.clock(), proof: 'Letter 2' },
  });
  const clarified = () => ({ at: desk.clock(), note: 'All of them' });
  const extension = { ground: 'number' as const, reason: 'Forty at once', sending };
  const deed = () => ({
    done: 'Removed',
    doneAt: desk.clock(),
    proof: 'Job 4711',
    unconfirmed: 'Known to us',
    files: [],
  });

  const SAVED: Saved[] = [
    {
      verb: 'confirmIdentity',
      log: 'identity-confirmed',
      args: () => [{ method: 'question', note: 'Knew it' }],
    },
    {
      verb: 'askIdentity',
      log: 'identity-request-decided',
      args: () => [{ doubt: 'Another address', needed: 'The number', sending }],
    },
    {
      verb: 'rejectIdentity',
      log: 'identity-rejection-decided',
      args: () => [{ reason: 'No reply', sending }],
    },
    {
      verb: 'askClarification',
      log: 'clarification-request-decided',
      args: () => [clarification()],
    },
    { verb: 'recordClarification', log: 'clarified', args: () => [clarified()], first: ask },
    {
      verb: 'undoClarification',
      log: 'clarification-undone',
      first: async () => {
        await ask();
        await recordClarification(desk, dpo, target(), clarified());
      },
    },
    {
      verb: 'pauseClocks',
      log: 'paused',
      args: () => [{ reason: 'identity', askedAt: desk.clock(), proof: 'Letter 1' }],
    },
    { verb: 'resumeClocks', log: 'resumed', args: () => [{ at: desk.clock() }], first: pause },
    { verb: 'undoPause', log: 'pause-undone', first: pause },
    { verb: 'extendDeadline', log: 'extension-decided', args: () => [extension] },
    {
      verb: 'undoExtension',
      log: 'extension-undone',
      first: () => extendDeadline(desk, dpo, target(), extension),
    },
    { verb: 'assign', log: 'assigned', args: () => [dpo.userId] },
    { verb: 'refuse', log: 'refusal-decided', args: () => [refusal] },
    { verb: 'answer', log: 'answer-decided', args: () => [answer] },
    { verb: 'fulfil', log: 'fulfilled', args: () => ['account-deletion', deed()] },
    {
      verb: 'undoFulfilment',
      log: 'fulfilment-undone',
      args: () => ['account-deletion'],
      first: () => fulfil(desk, dpo, target(), 'account-deletion', deed()),
    },
    {
      verb: 'cancelClock',
      log: 'clock-cancelled',
      args: () => ['account-deletion', { reason: 'None held' }],
    },
    { verb: 'withdraw', log: 'withdrawn', args: () => [{ reason: '' }] },
    {
      verb: 'close',
      log: 'closed',
      args: () => [{ reason: '' }],
      first: () => refuse(desk, dpo, target(), { ...refusal, sending: clarification().sending }),
    },
    {
      verb: 'reopen',
      log: 'reopened',
      args: () => [{ scope: 'closure', reason: 'Not meant' }],
      first: () => withdraw(desk, dpo, target(), { reason: '' }),
    },
    {
      verb: 'correctReceipt',
      log: 'receipt-corrected',
      args: () => [{ receipt: { at: new Date('2026-03-01T09:00:00Z') }, reason: 'The postmark' }],
    },
  ];

  for (const { verb, log, args, first } of SAVED) {
    it(`that save ${verb} from the same page: one does it, the other is told that the page is stale`, async () => {
      await first?.();
      const { version } = await request.reload();
      const letters = await Letter.count();
      const both = await pair.both(desk, verb, [dpo, { ...target(), version }, ...(args?.() ?? [])]);
      assert.deepEqual(both.sort(), ['done', 'stale']);
      assert.equal((await request.reload()).version, version + 1);
      assert.equal(await events(log), 1);
      assert.ok((await Letter.count()) - letters <= 1);
    });
  }

  it('that receive the same form make one submission, and both give it', async () => {
    const intake = intakeOf(desk, { rights: ['access', 'erasure'] });
    const before = await SubjectRequest.count();
    assert.deepEqual(await pair.both(desk, 'receiveRequest', [person(), intake]), ['done', 'done']);
    assert.equal(await Submission.count({ where: { formKey: intake.formKey } }), 1);
    assert.equal((await SubjectRequest.count()) - before, 2);
    assert.equal(await Letter.count({ where: { ledgerKey: `receipt:${intake.formKey}` } }), 1);
  });

  it('that receive different forms make both', async () => {
    const intakes: Pages = [
      [person(), intakeOf(desk)],
      [person(), intakeOf(desk)],
    ];
    const before = await SubjectRequest.count();
    assert.deepEqual(await pair.both(desk, 'receiveRequest', ...intakes), ['done', 'done']);
    assert.equal((await SubjectRequest.count()) - before, 2);
  });

  it('that confirm the same mailbox confirm it once, and both are thanked', async () => {
    const intake = intakeOf(desk, { rights: ['access', 'erasure'] });
    const { requests } = await receive(desk, desk.organisation, intake);
    const token = mailboxTokenOf(desk, intake.formKey);
    assert.deepEqual(await pair.both(desk, 'confirmMailbox', [token]), ['done', 'done']);
    for (const { id } of requests)
      assert.equal(await Event.count({ where: { requestId: id, kind: 'mailbox-confirmed' } }), 1);
  });

  it('that leave different notes or messages without having seen the request keep both', async () => {
    const { version } = request;
    const notes = ['First', 'Second'].map((text) => [dpo, target(), { text }]) as Pages;
    assert.deepEqual(await pair.both(desk, 'leaveNote', ...notes), ['done', 'done']);
    const messages = ['Hello', 'Hello?'].map((text) => [person(), target(), { text, files: [] }]) as Pages;
    assert.deepEqual(await pair.both(desk, 'leaveMessage', ...messages), ['done', 'done']);
    assert.deepEqual([await events('noted'), await events('message-received')], [2, 2]);
    assert.equal((await request.reload()).version, version + 2); // for the messages: notes overwrite nothing
  });

  it('that leave the same note from the same page keep it once, and both are told that it is kept', async () => {
    const { version } = await request.reload();
    const note = [dpo, { ...target(), version }, { text: 'Called back' }];
    assert.deepEqual(await pair.both(desk, 'leaveNote', note), ['done', 'done']);
    assert.equal(await Attachment.count({ where: { purpose: 'note-text' } }), 1);
    assert.equal(await events('noted'), 1);
  });

  it('that leave the same message keep it once', async () => {
    const message = [person(), target(), { text: 'Are you there?', files: [] }];
    assert.deepEqual(await pair.both(desk, 'leaveMessage', message), ['done', 'done']);
    assert.equal(await Attachment.count({ where: { purpose: 'message-text' } }), 1);
  });

  it('that withdraw from the status page: one does it, the other finds it done', async () => {
    const both = await pair.both(desk, 'withdraw', [person(), target(), { reason: '' }]);
    assert.deepEqual(both.sort(), ['done', 'not-allowed']);
    assert.equal(await events('withdrawn'), 1);
  });

  afterEach(async () => {
    assert.equal((await verifyChains(desk)).firstBroken, null);
  });
});
