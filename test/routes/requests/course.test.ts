import assert from 'node:assert/strict';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { lettersGoOut } from '../../support/post.ts';
import { deadlinesByClock, receive } from '../../support/requests.ts';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('The course of a request, by its forms', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('is assigned to a colleague of this organisation only, or to nobody', async () => {
    await at.refused('assignment', { assignee: '999' }, 'assignee', /colleague of this organisation/);
    await at.refused('assignment', { assignee: 'x' }, 'assignee', /colleague of this organisation/);
    const me =
      /<option value="(\d+)">The dpo/.exec((await at.dpo.get(at.path('assignment'))).text)?.[1] ?? '';
    await at.done('assignment', { assignee: me });
    assert.equal((await at.request.reload()).assigneeId, Number(me));
    await at.done('assignment', { assignee: '' });
    assert.equal((await at.request.reload()).assigneeId, null);
  });

  it('takes a note, under the log', async () => {
    const { status } = await at.dpo.submit(at.path('events'), { note: 'Ask accounting.' });
    assert.equal(status, 303);
    assert.match(await at.html(), /Note by The dpo[\s\S]*Ask accounting\./);
    assert.equal((await at.dpo.submit(at.path('events'), { note: '' })).status, 422);
  });

  it('ends by a withdrawal, and is opened again for a reason', async () => {
    await at.done('withdrawal', { reason: 'By phone' });
    assert.deepEqual([await at.state(), at.request.outcome], ['closed', 'withdrawn']);
    await at.refused('reopening', { scope: 'closure' }, 'reason', /Give the reason/);
    await at.refused('reopening', { reason: 'Withdrawn by mistake' }, 'scope', /Choose one/);
    await at.done('reopening', { scope: 'closure', reason: 'Withdrawn by mistake' });
    assert.equal(await at.state(), 'open');
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-04-02');
  });

  it('is given up on somebody silent only with a letter and its reason', async () => {
    const { requests } = await receive(at.desk, { id: at.request.organisationId } as never);
    at.request = requests[0] as SubjectRequest;
    await at.refused('closure', { sending: 'mail' }, 'reason', /Give the reason/);
    await at.done('closure', { reason: 'The mailbox was never confirmed', sending: 'mail' });
    assert.equal(await at.state(), 'unverified');
    assert.match(await at.html(), /Closed for lack of a reply[\s\S]*In the outbox/);
    await lettersGoOut(at.desk);
    assert.deepEqual([await at.state(), at.request.outcome], ['closed', 'given-up']);
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
