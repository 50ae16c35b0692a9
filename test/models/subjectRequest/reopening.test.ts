import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests } from '../../support/desk.ts';
import { answeredByPost, deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

// Received on Monday 2 March 2026 under gdpr-eu in France: the reply is due on Thursday 2 April 2026.
describe('A closed request that is reopened', () => {
  let request: SubjectRequest;
  let again: (scope: 'closure' | 'decision') => Promise<unknown>;
  const standing = async () => {
    const { status } = await request.reload();
    const { state, dueOn } = (await deadlinesByClock(request)).reply ?? {};
    return [status, state, dueOn];
  };

  beforeEach(async () => {
    const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    const dpo: By = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['objection'] });
    const target = { reference: request.reference };
    again = (scope) => reopen(desk, dpo, target, { scope, reason: 'They wrote again' });
    desk.clock.advance({ days: 3 });
    await answeredByPost(desk, dpo, request);
    await close(desk, dpo, target, { reason: '' });
    assert.deepEqual(await standing(), ['closed', 'met', '2026-04-02']);
  });

  it('stays answered where its closing alone is undone', async () => {
    await again('closure');
    assert.deepEqual(await standing(), ['answered', 'met', '2026-04-02']);
  });

  it('runs to its first date, with no new month, where the answer is undone too', async () => {
    await again('decision');
    assert.deepEqual(await standing(), ['open', 'running', '2026-04-02']);
  });
});
