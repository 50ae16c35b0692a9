import assert from 'node:assert/strict';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { deadlinesByClock, received } from '../../support/requests.ts';

describe('The dates of open requests', () => {
  it('are shown before they move: a holiday is declared, its moves are seen, then applied', async () => {
    const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const request = await received(desk, desk.organisation);
    const declared = { on: '2026-04-02', name: 'Day of mourning', source: '', kind: 'holiday' };
    const faulty = await dpo.submit('/settings/dates/declared/new', declared, {
      action: '/settings/dates/declared',
    });
    assert.equal(faulty.status, 422);
    assert.match(faulty.text, /value="Day of mourning"/);
    const action = { action: '/settings/dates/declared' };
    assert.equal(
      (await dpo.submit('/settings/dates/declared/new', { ...declared, source: 'Decree 1' }, action)).status,
      303,
    );
    const page = await dpo.get('/settings/dates');
    assert.match(page.text, /Thursday 2 April 2026[\s\S]*Friday 3 April 2026/);
    assert.equal((await deadlinesByClock(request)).reply?.dueOn, '2026-04-02');
    await dpo.submit('/settings/dates', {}, { action: '/settings/dates/application' });
    assert.equal((await deadlinesByClock(request)).reply?.dueOn, '2026-04-03');
  });

  it('are not for an administrator, who sees nobody’s request', async () => {
    const desk = await deskForTests();
    const administrator = await signedIn(appForTests(desk), 'administrator');
    assert.equal((await administrator.get('/settings/dates')).status, 403);
  });
});

describe('A corrected receipt', () => {
  it('shows which dates would move, and moves them only when that is confirmed', async () => {
    const desk = await deskForTests({ at: '2026-03-10T09:00:00Z' });
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const request = await received(desk, desk.organisation, { channel: 'post' });
    const path = `/requests/${request.reference}/receipt`;
    const fields = { receivedOn: '2026-02-27', reason: 'The postmark' };
    const preview = await dpo.submit(path, fields);
    assert.equal(preview.status, 200);
    const words = wordsOf(preview).replace(/[\u2066-\u2069]/g, '');
    assert.match(words, /Noted now: Tuesday 10 March 2026/);
    assert.match(words, /Reply to the person Moves .*10 April 2026.*27 March 2026/);
    assert.equal((await deadlinesByClock(request)).reply?.dueOn, '2026-04-10');
    assert.equal((await dpo.submit(path, { ...fields, confirmed: 'yes' })).status, 303);
    assert.equal((await deadlinesByClock(request)).reply?.dueOn, '2026-03-27');
  });
});
