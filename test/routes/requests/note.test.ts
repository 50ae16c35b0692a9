import assert from 'node:assert/strict';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('A note, by its form', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('stands under the log', async () => {
    const { status } = await at.dpo.submit(at.path('events'), { note: 'Ask accounting.' });
    assert.equal(status, 303);
    assert.match(await at.html(), /Note by The dpo[\s\S]*Ask accounting\./);
    assert.equal((await at.dpo.submit(at.path('events'), { note: '' })).status, 422);
  });
});
