import assert from 'node:assert/strict';
import { hoursCount } from '../../../domain/deadlines/hoursCount.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';
import { BY_POST, RequestAtHand, requestAtHand, TODAY } from './requestAtHand.ts';

/** The fields of the list of what is to be corrected, in its order. */
const listed = (html: string) =>
  [...(/<ul class="error-list">[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '').matchAll(/href="#([^"]+)"/g)].map(
    ([, field]) => field,
  );

/** An access request under the law alone: none of its promises is in hours. */
async function withoutHours(): Promise<RequestAtHand> {
  const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  const dpo = await signedIn(appForTests(desk), 'dpo');
  return new RequestAtHand(desk, dpo, await received(desk, desk.organisation, { rights: ['access'] }));
}

describe('What is to be corrected in a form', () => {
  it('is one list, in the order of the page, of everything that was left empty', async () => {
    const at = await requestAtHand();
    const { text } = await at.form('identity-check/request', { sending: 'post' });
    assert.deepEqual(listed(text), ['doubt', 'needed', 'postedOn', 'proof']);
    const refusal = await at.form('refusal', { sending: 'mail' });
    assert.deepEqual(listed(refusal.text), ['scope', 'ground', 'reason']);
  });

  it('has each fault beside its field too, and what was right is no part of it', async () => {
    const at = await requestAtHand();
    const { text } = await at.form('identity-check/request', { ...BY_POST, doubt: 'Two accounts' });
    assert.deepEqual(listed(text), ['needed']);
    assert.match(text, /id="needed-error"/);
  });

  it('is in the order of the page where a request is logged by hand', async () => {
    const at = await requestAtHand();
    const { text } = await at.dpo.submit('/requests/new', { email: 'no address', receivedOn: '' });
    assert.deepEqual(listed(text), ['channel', 'receivedOn', 'rights', 'personName', 'email']);
  });

  it('of a number of the organisation is all that is wrong with it, in words', async () => {
    const at = await requestAtHand();
    const number = { clock: 'account-deletion', period: '', from: '', reason: '' };
    const action = { action: '/settings/policies/numbers' };
    const { text, status } = await at.dpo.submit('/settings/policies', number, action);
    assert.equal(status, 422);
    assert.deepEqual(listed(text), ['period', 'from', 'reason']);
    assert.match(text, /id="period-error">[^<]*<[^>]*>?[\s\S]{0,200}?Give the period/);
  });
});

describe('A day without an hour', () => {
  it('is enough for what arrived, where no promise runs in hours', async () => {
    const at = await withoutHours();
    await at.done('clarification', { question: 'Which account?', ...BY_POST });
    at.desk.clock.advance({ days: 3 });
    at.dpo = await signedIn(appForTests(at.desk), 'dpo', { email: 'again@example.org' });
    assert.match((await at.dpo.get(at.path('clarification/reply'))).text, /Time of day <span class="quiet">/);
    await at.done('clarification/reply', { clarifiedAt: '2026-03-04', note: '' });
    const { text } = await at.dpo.get(`/requests/${at.request.reference}`);
    assert.match(text, /Wednesday 4 March 2026, 00:00/);
  });

  it('is not before the question itself, where both fall on one day', async () => {
    const at = await withoutHours();
    await at.done('clarification', { question: 'Which account?', ...BY_POST });
    await at.done('clarification/reply', { clarifiedAt: TODAY });
    assert.equal(await at.state(), 'open');
  });

  it('is not enough where one does', async () => {
    const at = await requestAtHand();
    const record = { done: 'The account and backups', doneAt: TODAY, proof: 'Ticket number 7' };
    await at.refused('deadlines/account-deletion/fulfilment', record, 'doneAtTime', /time/);
  });

  it('depends on running promises, not on ended ones', () => {
    const hour = { kind: 'hour', state: 'running', advisory: false, clock: 'deletion', pack: 'p@1' } as const;
    const day = { ...hour, kind: 'day', clock: 'reply' } as const;
    assert.equal(hoursCount([hour, day]), true);
    assert.equal(hoursCount([hour, day], 'reply'), false);
    assert.equal(hoursCount([{ ...hour, state: 'met' }, day]), false);
  });
});
