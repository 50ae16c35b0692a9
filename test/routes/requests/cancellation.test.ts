import assert from 'node:assert/strict';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('The cancellation of a promise, by its form', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('ends without being kept only for a reason', async () => {
    await at.refused('deadlines/other-data-deletion/cancellation', {}, 'reason', /Give the reason/);
    await at.done('deadlines/other-data-deletion/cancellation', { reason: 'There is no other data' });
    assert.match(await at.html(), /No longer applies since 2 Mar 2026/);
  });
});
