import assert from 'node:assert/strict';
import { forgetDrafts } from '../../../models/draft/drafts.ts';
import { Draft } from '../../../models/draft.ts';
import { DraftFile } from '../../../models/draftFile.ts';
import { createOrganisation } from '../../../models/organisation/create.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser, hiddenFieldsIn, PASSWORD, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';

const about = 'She wants her account deleted, and all that is in it.';
const form = {
  channel: 'post',
  receivedOn: '2026-03-01',
  rights: 'erasure',
  personName: 'Bo Example',
  about,
};
const email = 'typing@example.org';
const files = [{ field: 'files', name: 'letter.txt', content: 'Delete it' }];
let desk: TestDesk;
let dpo: Browser;
let fields: ReturnType<typeof hiddenFieldsIn>;

/** A form that was opened while the log-in held, and whose log-in ends while somebody types. */
async function open(): Promise<void> {
  desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  dpo = await signedIn(appForTests(desk), 'dpo', { email });
  fields = hiddenFieldsIn((await dpo.get('/requests/new')).text, '/requests/new');
  await desk.database.query('DELETE FROM sessions');
}

const send = (agent: Browser, more: object = form) => {
  const sending = agent.post('/requests/new');
  for (const [name, value] of Object.entries({ ...fields, ...more })) sending.field(name, String(value));
  for (const { field, name, content } of files) sending.attach(field, Buffer.from(content), name);
  return sending;
};
const logIn = async () => {
  const answer = await dpo.submit('/sessions/new', { email, password: PASSWORD }, { action: '/sessions' });
  assert.equal(answer.status, 303);
};
const waitingAt = (location = '') => decodeURIComponent(location.split('?to=')[1] ?? '');

describe('A log-in that ends while somebody types', () => {
  beforeEach(open);

  it('loses neither words nor files: after the log-in the form is there as it was left, and nothing was sent', async () => {
    const sent = await send(dpo);
    assert.equal(sent.status, 303);
    const path = waitingAt(sent.headers.location);
    assert.match(path, /^\/sessions\/typed\/\S{32}$/);
    await logIn();
    const page = await dpo.get(path);
    assert.match(page.text, /Go on where you were/);
    assert.match(page.text, /letter\.txt/);
    assert.equal(await SubjectRequest.count(), 0);
    const again = hiddenFieldsIn(page.text, '/requests/new');
    const shown = await dpo
      .post('/requests/new')
      .type('form')
      .send({ ...again, go: 'form' });
    assert.equal(shown.status, 200);
    assert.ok(shown.text.includes(about));
    assert.match(shown.text, /value="Bo Example"/);
    assert.match(shown.text, /Kept from before: letter\.txt/);
    const whole = { ...hiddenFieldsIn(shown.text, '/requests/new'), ...form };
    assert.equal((await dpo.post('/requests/new').type('form').send(whole)).status, 303);
    assert.equal(await SubjectRequest.count(), 1);
  });

  it('is led back by the log-in itself', async () => {
    const { headers } = await send(dpo);
    const page = await dpo.get(headers.location ?? '');
    const hidden = hiddenFieldsIn(page.text, '/sessions');
    const answer = await dpo
      .post('/sessions')
      .type('form')
      .send({ ...hidden, email, password: PASSWORD });
    assert.equal(answer.headers.location, waitingAt(headers.location));
  });

  it('keeps what was typed sealed, for half an hour', async () => {
    const { headers } = await send(dpo);
    const [draft] = await Draft.findAll();
    assert.doesNotMatch(String(draft?.data), /account deleted/);
    await logIn();
    desk.clock.advance({ minutes: 31 });
    const late = await dpo.get(waitingAt(headers.location));
    assert.equal(late.status, 303);
    assert.match((await dpo.get(late.headers.location ?? '')).text, /no longer kept/);
    assert.equal(await forgetDrafts(desk, desk.clock()), 1);
    assert.equal(await DraftFile.count(), 0);
  });

  it('shows it to nobody who has not logged in, nor in another organisation', async () => {
    const { headers } = await send(dpo);
    const path = waitingAt(headers.location);
    assert.match((await browser(appForTests(desk)).get(path)).headers.location ?? '', /^\/sessions\/new/);
    const beside = { name: 'Beside', slug: 'beside', policy: 'gdpr-eu' };
    const organisation = await createOrganisation(desk, beside);
    const stranger = await signedIn(appForTests(desk), 'dpo', { email: 'else@example.org', organisation });
    assert.equal((await stranger.get(path)).headers.location, '/today');
  });

  it('keeps nothing for a browser that never had a log-in', async () => {
    const answer = await send(browser(appForTests(desk)));
    assert.notEqual(answer.status, 200);
    assert.equal(await Draft.count(), 0);
    assert.equal(await DraftFile.count(), 0);
  });
});
