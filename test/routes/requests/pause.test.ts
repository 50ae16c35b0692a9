import assert from 'node:assert/strict';
import { deadlinesByClock } from '../../support/requests.ts';
import { type RequestAtHand, requestAtHand, TODAY } from './requestAtHand.ts';

let at: RequestAtHand;

describe('A pause, by its forms', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('is recorded by hand for a reason of the policy, with proof; ended; and taken back', async () => {
    at.desk.clock.advance({ hours: 5 });
    const pause = { reason: 'identity', askedAt: TODAY, askedAtTime: '12:00', proof: 'Mail of noon' };
    await at.refused('pause', { ...pause, reason: 'fee' }, 'reason', /allows no pause/);
    await at.refused('pause', { ...pause, reason: '' }, 'reason', /you are waiting for/);
    await at.refused('pause', { ...pause, proof: '' }, 'proof', /what proves it/);
    await at.refused(
      'pause',
      { ...pause, askedAtTime: '09:00' },
      'askedAt',
      /before the request was received/,
    );
    await at.done('pause', pause);
    assert.equal(await at.state(), 'waiting');
    await at.refused(
      'pause/end',
      { resumedAt: TODAY, resumedAtTime: '11:00' },
      'resumedAt',
      /before the person was asked/,
    );
    await at.done('pause/end', { resumedAt: TODAY, resumedAtTime: '14:00' });
    assert.equal(await at.state(), 'open');
    const before = (await deadlinesByClock(at.request))['account-deletion']?.targetAt?.toISOString();
    await at.done('pause/undo');
    const after = (await deadlinesByClock(at.request))['account-deletion']?.targetAt?.toISOString();
    assert.deepEqual([before, after], ['2026-03-03T11:00:00.000Z', '2026-03-03T09:00:00.000Z']);
    assert.equal((await at.dpo.get(at.path('pause/undo'))).status, 409, 'there is nothing left to take back');
  });
});
