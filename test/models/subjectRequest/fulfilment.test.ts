import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { cancelClock, fulfil, undoFulfilment } from '../../../models/subjectRequest/fulfilment.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { promiseBy } from '../../support/promises.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

describe('Doing what was promised', () => {
  let desk: TestDesk;
  let dpo: By;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const done = (at: Date) => ({
    done: 'Account removed',
    doneAt: at,
    proof: 'Job 4711',
    unconfirmed: 'Known to us',
    files: [],
  });
  const byMail = { sending: { by: 'mail' as const } };
  const answered = async () => {
    await answer(desk, dpo, target(), {
      text: 'Done.',
      files: [],
      unconfirmed: 'Known to us',
      nothingHeld: '',
      ...byMail,
    });
    await lettersGoOut(desk);
  };
  const states = async () =>
    Object.fromEntries(
      Object.entries(await deadlinesByClock(request)).map(([clock, row]) => [clock, row.state]),
    );

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    await promiseBy(desk, 'scalingo-privacy@2015');
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation);
  });

  it('meets the 24-hour deletion and the 30-day purge each for itself', async () => {
    desk.clock.advance({ hours: 3 });
    await fulfil(desk, dpo, target(), 'account-deletion', done(desk.clock()));
    const now = await states();
    assert.deepEqual(
      [now['account-deletion'], now['other-data-deletion'], now.reply],
      ['met', 'running', 'running'],
    );
  });

  it('shows an answered request as purge pending, and refuses to close it until the purge is met', async () => {
    desk.clock.advance({ hours: 3 });
    await fulfil(desk, dpo, target(), 'account-deletion', done(desk.clock()));
    await answered();
    assert.equal((await request.reload()).status, 'purge-pending');
    await assert.rejects(close(desk, dpo, target(), { reason: '' }), {
      code: 'promise-open',
      data: { clocks: 'other-data-deletion' },
    });
    desk.clock.advance({ days: 29 });
    await fulfil(desk, dpo, target(), 'other-data-deletion', done(desk.clock()));
    assert.equal((await request.reload()).status, 'answered');
    await close(desk, dpo, target(), { reason: '' });
    assert.deepEqual([(await request.reload()).status, request.outcome], ['closed', 'answered']);
  });

  it('lets a promise end without being kept only for a reason', async () => {
    await assert.rejects(cancelClock(desk, dpo, target(), 'other-data-deletion', { reason: ' ' }), {
      code: 'reason-missing',
    });
    await cancelClock(desk, dpo, target(), 'other-data-deletion', { reason: 'Nothing else was held' });
    assert.equal((await states())['other-data-deletion'], 'cancelled');
  });

  it('wants a proof, and no deed in the future or before receipt', async () => {
    const at = desk.clock();
    const deed = (changes: object) =>
      fulfil(desk, dpo, target(), 'account-deletion', { ...done(at), ...changes });
    await assert.rejects(deed({ proof: '' }), { code: 'proof-missing' });
    await assert.rejects(deed({ doneAt: new Date(at.getTime() + 1) }), { code: 'in-the-future' });
    await assert.rejects(deed({ doneAt: new Date(at.getTime() - 60_000) }), { code: 'before-receipt' });
    await assert.rejects(fulfil(desk, dpo, target(), 'reply', done(at)), { code: 'not-found' });
  });

  it('runs again, to the same moment, when a fulfilment is taken back', async () => {
    const before = (await deadlinesByClock(request))['account-deletion'];
    await fulfil(desk, dpo, target(), 'account-deletion', done(desk.clock()));
    await undoFulfilment(desk, dpo, target(), 'account-deletion');
    const after = (await deadlinesByClock(request))['account-deletion'];
    assert.deepEqual(
      [after?.state, after?.lateAt, after?.because],
      ['running', before?.lateAt, before?.because],
    );
  });

  it('ends every promise with a refusal in whole, and none with a refusal in part', async () => {
    const refusal = { ground: 'legal-claims', reason: 'A claim is pending.', ...byMail };
    await refuse(desk, dpo, target(), { scope: 'part', ...refusal });
    await lettersGoOut(desk);
    assert.equal((await states()).reply, 'running');
    await refuse(desk, dpo, target(), { scope: 'whole', ...refusal });
    await lettersGoOut(desk);
    const now = await states();
    assert.deepEqual(
      [now.reply, now['account-deletion'], now['other-data-deletion']],
      ['met', 'cancelled', 'cancelled'],
    );
    assert.equal((await request.reload()).status, 'answered');
  });

  it('refuses only on a ground that the law gives against this right', async () => {
    for (const ground of ['', 'S15-7c', 'not-portable']) {
      const refused = refuse(desk, dpo, target(), { scope: 'whole', ground, reason: 'No.', ...byMail });
      await assert.rejects(refused, { code: 'ground-missing', field: 'ground' });
    }
  });

  it('cancels what was promised when the person withdraws', async () => {
    await withdraw(desk, dpo, target(), { reason: '' });
    assert.deepEqual(
      Object.values(await states()).every((state) => state === 'cancelled'),
      true,
    );
    assert.deepEqual(
      [(await request.reload()).status, request.outcome, request.nextLateAt],
      ['closed', 'withdrawn', null],
    );
  });

  it('replays the first dates when a closed request is reopened with its decision', async () => {
    const before = (await deadlinesByClock(request)).reply?.dueOn;
    await withdraw(desk, dpo, target(), { reason: '' });
    await reopen(desk, dpo, target(), { scope: 'decision', reason: 'Withdrawn by mistake' });
    const reply = (await deadlinesByClock(request)).reply;
    assert.deepEqual(
      [reply?.state, reply?.dueOn, (await request.reload()).status],
      ['running', before, 'open'],
    );
  });
});
