import assert from 'node:assert/strict';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { lettersGoOut } from '../../support/post.ts';
import { receive } from '../../support/requests.ts';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('A closure, by its form', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('gives up on somebody silent only with a letter and its reason', async () => {
    const { requests } = await receive(at.desk, { id: at.request.organisationId } as never);
    at.request = requests[0] as SubjectRequest;
    await at.refused('closure', { sending: 'mail' }, 'reason', /Give the reason/);
    await at.done('closure', { reason: 'The mailbox was never confirmed', sending: 'mail' });
    assert.equal(await at.state(), 'unverified');
    assert.match(await at.html(), /Closed for lack of a reply[\s\S]*In the outbox/);
    await lettersGoOut(at.desk);
    assert.deepEqual([await at.state(), at.request.outcome], ['closed', 'given-up']);
  });
});
