import assert from 'node:assert/strict';
import { deadlinesByClock } from '../../support/requests.ts';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('A withdrawal, by its form', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('ends the request, which is opened again for a reason', async () => {
    await at.done('withdrawal', { reason: 'By phone' });
    assert.deepEqual([await at.state(), at.request.outcome], ['closed', 'withdrawn']);
    await at.refused('reopening', { scope: 'closure' }, 'reason', /Give the reason/);
    await at.refused('reopening', { reason: 'Withdrawn by mistake' }, 'scope', /Choose one/);
    await at.done('reopening', { scope: 'closure', reason: 'Withdrawn by mistake' });
    assert.equal(await at.state(), 'open');
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-04-02');
  });

  it('answers 409 with a page to what its state does not allow, and keeps what was written', async () => {
    const hidden = await at.dpo.hiddenFields(at.path('answer'));
    await at.done('withdrawal', {});
    const { version } = await at.request.reload();
    const late = await at.dpo
      .post(at.path('answer'))
      .type('form')
      .send({ ...hidden, version, text: 'A long answer.', sending: 'mail' });
    assert.equal(late.status, 409);
    assert.match(late.text, /cannot be done as the request stands now \(Closed\)[\s\S]*A long answer\./);
  });
});
