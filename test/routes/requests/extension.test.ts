import assert from 'node:assert/strict';
import { deadlinesByClock } from '../../support/requests.ts';
import { BY_POST, type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('An extension, by its form (Art. 12(3))', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });
  const extension = { ground: 'complexity', reason: 'Nine systems hold data' };

  it('shows the date it would give, and needs its ground and reason', async () => {
    assert.match(
      (await at.dpo.get(at.path('extension'))).text,
      /from Thursday 2 April 2026 to Tuesday 2 June 2026/,
    );
    await at.refused(
      'extension',
      { ...extension, ground: '', sending: 'mail' },
      'ground',
      /Choose the ground/,
    );
    await at.refused('extension', { ...extension, reason: '', sending: 'mail' }, 'reason', /Give the reason/);
  });

  it('moves the reply when its notice has gone out, and back when it is taken back', async () => {
    await at.done('extension', { ...extension, ...BY_POST });
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-06-02');
    assert.equal((await at.dpo.get(at.path('extension'))).status, 409, 'there is one extension only');
    await at.done('extension/undo');
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-04-02');
  });

  it('ordered by mail leaves the first date standing until then', async () => {
    await at.done('extension', { ...extension, sending: 'mail' });
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-04-02');
    assert.match(
      await at.html(),
      /extension is decided; its notice has been waiting for the mail server since/,
    );
  });
});
