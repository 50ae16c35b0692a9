import assert from 'node:assert/strict';
import { lettersGoOut } from '../../support/post.ts';
import { BY_POST, type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('Identity, by its forms (Art. 12(6))', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('is confirmed with its method, once', async () => {
    await at.refused(
      'identity-check',
      { note: 'Logged in to the account' },
      'method',
      /how the identity was confirmed/,
    );
    await at.done('identity-check', { method: 'log-in', note: 'Logged in to the account' });
    assert.match(
      await at.html(),
      /Confirmed 2 Mar 2026 by The dpo: by logging in elsewhere[\s\S]*Logged in to the account/,
    );
    assert.equal((await at.dpo.get(at.path('identity-check'))).status, 409);
  });

  it('is asked for only with the reason of the doubt; posted with proof, the letter pauses at once', async () => {
    await at.refused(
      'identity-check/request',
      { needed: 'The customer number', sending: 'mail' },
      'doubt',
      /Give the reason/,
    );
    await at.refused(
      'identity-check/request',
      { doubt: 'Another address', sending: 'mail' },
      'needed',
      /should send/,
    );
    const asked = { doubt: 'Another address', needed: 'The customer number' };
    await at.refused(
      'identity-check/request',
      { ...asked, sending: 'post', postedOn: '2026-03-02' },
      'proof',
      /what proves it/,
    );
    await at.refused(
      'identity-check/request',
      { ...asked, ...BY_POST, postedOn: '2026-03-03' },
      'postedOn',
      /in the past/,
    );
    await at.done('identity-check/request', { ...asked, ...BY_POST });
    assert.equal(await at.state(), 'waiting');
  });

  it('asked for by mail pauses nothing until the letter has gone out', async () => {
    await at.done('identity-check/request', {
      doubt: 'Another address',
      needed: 'The number',
      sending: 'mail',
    });
    assert.equal(await at.state(), 'open');
  });

  it('not confirmed ends the request with its reason', async () => {
    await at.refused('identity-check/rejection', { sending: 'mail' }, 'reason', /Give the reason/);
    await at.done('identity-check/rejection', { reason: 'Nothing shows who they are', sending: 'mail' });
    assert.deepEqual([await at.state(), at.request.outcome], ['open', null]);
    await lettersGoOut(at.desk);
    assert.deepEqual([await at.state(), at.request.outcome], ['closed', 'identity-not-confirmed']);
  });
});
