import assert from 'node:assert/strict';
import { appForTests, signedIn } from '../../support/app.ts';
import { lettersGoOut } from '../../support/post.ts';
import { deadlinesByClock } from '../../support/requests.ts';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('A refusal, by its form (Art. 12(4))', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });
  const refusal = { scope: 'whole', ground: 'legal-duty', reason: 'The invoices must be kept' };

  it('needs its scope, a ground that reaches the right, and the facts', async () => {
    await at.refused('refusal', { ...refusal, scope: '', sending: 'mail' }, 'scope', /Choose one/);
    await at.refused(
      'refusal',
      { ...refusal, ground: 'not-portable', sending: 'mail' },
      'ground',
      /Choose the legal ground/,
    );
    await at.refused('refusal', { ...refusal, reason: '', sending: 'mail' }, 'reason', /Give the reason/);
    await at.done('refusal', { ...refusal, sending: 'mail' });
    assert.equal((await deadlinesByClock(at.request)).reply?.state, 'running');
    await lettersGoOut(at.desk);
    assert.equal((await deadlinesByClock(at.request)).reply?.state, 'met');
    assert.match(
      await at.html(),
      /Refused, the whole request: [^(]*legal duty[^(]* \(Art\. 17\(3\)\(b\) GDPR\)/,
    );
  });

  it('of a part leaves the rest to be answered', async () => {
    await at.done('refusal', { ...refusal, scope: 'part', sending: 'mail' });
    assert.deepEqual(
      [await at.state(), (await deadlinesByClock(at.request)).reply?.state],
      ['open', 'running'],
    );
  });

  it('after the first month is warned about, never blocked', async () => {
    at.desk.clock.set('2026-04-03T09:00:00Z');
    at.dpo = await signedIn(appForTests(at.desk), 'dpo', {
      organisation: { id: at.request.organisationId } as never,
    });
    assert.match(
      (await at.dpo.get(at.path('refusal'))).text,
      /A refusal was to be announced by Thursday 2 April 2026\. You can still refuse/,
    );
    await at.done('refusal', { ...refusal, sending: 'mail' });
  });
});
