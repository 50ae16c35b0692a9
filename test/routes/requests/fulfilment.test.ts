import assert from 'node:assert/strict';
import { lettersGoOut } from '../../support/post.ts';
import { deadlinesByClock } from '../../support/requests.ts';
import { type RequestAtHand, requestAtHand, TODAY } from './requestAtHand.ts';

let at: RequestAtHand;

describe('A fulfilment, by its form', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });
  const kept = {
    done: 'Account and databases deleted',
    doneAt: TODAY,
    doneAtTime: '10:00',
    proof: 'Ticket 4411',
  };
  const deletion = 'deadlines/account-deletion/fulfilment';

  it('is recorded as kept with what, when and proof, each for itself; and taken back', async () => {
    await at.refused(deletion, { ...kept, done: '' }, 'done', /what was done/);
    await at.refused(deletion, { ...kept, proof: '' }, 'proof', /what proves it/);
    await at.refused(deletion, { ...kept, doneAtTime: '10:01' }, 'doneAt', /in the past/);
    await at.refused(
      deletion,
      { ...kept, doneAt: '2026-03-01' },
      'doneAt',
      /before the request was received/,
    );
    await at.done(deletion, kept);
    const rows = await deadlinesByClock(at.request);
    assert.deepEqual(
      [rows['account-deletion']?.state, rows['other-data-deletion']?.state],
      ['met', 'running'],
    );
    assert.match(await at.html(), /Ticket 4411/);
    await at.done(`${deletion}/undo`);
    assert.equal((await deadlinesByClock(at.request))['account-deletion']?.state, 'running');
  });

  it('may be proven by a file alone', async () => {
    const { status } = await at.dpo.submit(
      at.path(deletion),
      { ...kept, unconfirmed: 'Known', proof: '' },
      { files: [{ field: 'files', name: 'log.txt', content: 'deleted' }] },
    );
    assert.equal(status, 303);
    assert.match(await at.html(), /log\.txt/);
  });

  it('is not the reply, not a row to plan by, and not one of another policy', async () => {
    assert.equal((await at.dpo.get(at.path('deadlines/reply/fulfilment'))).status, 409);
    assert.equal((await at.dpo.get(at.path('deadlines/refusal-notice/fulfilment'))).status, 409);
    assert.equal((await at.dpo.get(at.path('deadlines/nonsense/fulfilment'))).status, 404);
  });

  it('keeps the request from being closed until it is kept or no longer owed', async () => {
    await at.done('answer', { text: 'It is deleted.', sending: 'mail' });
    await lettersGoOut(at.desk);
    const early = await at.form('closure');
    assert.equal(early.status, 409);
    assert.match(early.text, /A deadline is still open/);
    assert.match(
      (await at.html()).replace(/\s+/g, ' '),
      /Close the account and delete its data, by Tuesday 3 March 2026, 10:00 \(Paris\)\. Mark it as done when it is\./,
    );
    await at.done(deletion, kept);
    await at.done('deadlines/other-data-deletion/cancellation', { reason: 'There is no other data' });
    assert.equal(await at.state(), 'answered');
    await at.done('closure');
    assert.match(await at.html(), /notice[\s\S]*The request is closed\./);
    assert.deepEqual([await at.state(), at.request.outcome], ['closed', 'answered']);
  });
});
