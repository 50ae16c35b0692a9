import assert from 'node:assert/strict';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('An assignment, by its form', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('is to a colleague of this organisation only, or to nobody', async () => {
    await at.refused('assignment', { assignee: '999' }, 'assignee', /colleague of this organisation/);
    await at.refused('assignment', { assignee: 'x' }, 'assignee', /colleague of this organisation/);
    const me =
      /<option value="(\d+)">The dpo/.exec((await at.dpo.get(at.path('assignment'))).text)?.[1] ?? '';
    await at.done('assignment', { assignee: me });
    assert.equal((await at.request.reload()).assigneeId, Number(me));
    await at.done('assignment', { assignee: '' });
    assert.equal((await at.request.reload()).assigneeId, null);
  });
});
