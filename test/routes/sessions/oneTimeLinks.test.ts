import assert from 'node:assert/strict';
import { byCommand } from '../../../models/desk.ts';
import { Invitation } from '../../../models/invitation.ts';
import { Membership } from '../../../models/membership.ts';
import { firstAccountLink } from '../../../models/user/firstAccount.ts';
import { invitationLink } from '../../../models/user/invite.ts';
import { passwordResetLink } from '../../../models/user/setPassword.ts';
import { User } from '../../../models/user.ts';
import { appForTests, browser, PASSWORD, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';

const pathOf = (link: string | undefined) => new URL(link ?? '').pathname;
const PERSON = { name: 'Ada', email: 'ada@example.org', password: 'four quiet words here' };

describe('The first account', () => {
  let desk: TestDesk;
  let app: TestApp;
  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
  });

  it('is made by the link, is the DPO of the first organisation, and is logged in', async () => {
    const path = pathOf(await firstAccountLink(desk));
    const agent = browser(app);
    const page = await agent.get(path);
    assert.equal(page.headers['cache-control'], 'no-store');
    assert.equal(page.headers['referrer-policy'], 'no-referrer');
    assert.match(page.headers['x-robots-tag'] ?? '', /noindex/);
    const answer = await agent.submit(path, PERSON);
    assert.equal(answer.headers.location, '/today');
    const membership = await Membership.findOne();
    assert.equal(membership?.role, 'dpo');
    assert.equal(membership?.organisationId, desk.organisation.id);
    assert.equal((await agent.get('/settings/organisation')).status, 200);
  });

  it('is made once: afterwards every link says kindly that it is no longer needed', async () => {
    const path = pathOf(await firstAccountLink(desk));
    const [first, second] = [browser(app), browser(app)];
    const fields = await second.hiddenFields(path);
    await first.submit(path, PERSON);
    const late = await second
      .post(path)
      .type('form')
      .send({ ...fields, ...PERSON, email: 'late@example.org' });
    assert.equal(late.status, 404);
    assert.match(late.text, /no longer needed/);
    assert.equal((await browser(app).get(path)).status, 404);
    assert.equal(await User.count(), 1);
    assert.equal(await firstAccountLink(desk), undefined);
  });

  it('is made by the newest link alone', async () => {
    const old = pathOf(await firstAccountLink(desk));
    await firstAccountLink(desk);
    assert.equal((await browser(app).get(old)).status, 404);
  });

  it('needs twelve characters of password and no more than that', async () => {
    const path = pathOf(await firstAccountLink(desk));
    const short = await browser(app).submit(path, { ...PERSON, password: 'elevenchars' });
    assert.equal(short.status, 422);
    assert.match(short.text, /at least 12 characters/i);
    assert.match(short.text, /value="ada@example.org"/, 'what was written is still there');
    assert.doesNotMatch(short.text, /elevenchars/);
    assert.equal((await browser(app).submit(path, { ...PERSON, password: 'aaaaaaaaaaaa' })).status, 303);
  });

  it('needs an address that can be written to', async () => {
    const path = pathOf(await firstAccountLink(desk));
    for (const email of ['', 'ada', 'ada@', 'a b@example.org', `${'a'.repeat(400)}@example.org`]) {
      assert.equal((await browser(app).submit(path, { ...PERSON, email })).status, 422, email);
    }
  });

  it('keeps its token out of the database', async () => {
    const token =
      pathOf(await firstAccountLink(desk))
        .split('/')
        .at(-1) ?? '';
    assert.ok(!JSON.stringify(await Invitation.findAll({ raw: true })).includes(token));
  });
});

describe('A link that sets a password', () => {
  let desk: TestDesk;
  let app: TestApp;
  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
  });
  const invite = () =>
    invitationLink(desk, byCommand(desk.organisation.id), { email: 'ada@example.org', role: 'handler' });

  it('is not used up by being opened', async () => {
    const path = pathOf((await invite()).link);
    assert.equal((await browser(app).get(path)).status, 200);
    assert.equal((await browser(app).get(path)).status, 200);
    const agent = browser(app);
    assert.equal((await agent.submit(path, PERSON)).status, 303);
    assert.equal((await agent.get('/settings/policies')).status, 200);
    assert.equal((await browser(app).get(path)).status, 404);
  });

  it('ends after seven days', async () => {
    const path = pathOf((await invite()).link);
    desk.clock.advance({ days: 7 });
    assert.equal((await browser(app).get(path)).status, 404);
  });

  it('is replaced by a fresh one when the same person is invited again', async () => {
    const old = pathOf((await invite()).link);
    const fresh = pathOf((await invite()).link);
    assert.equal((await browser(app).get(old)).status, 404);
    assert.equal((await browser(app).get(fresh)).status, 200);
    assert.equal(await User.count(), 1);
  });

  it('ends the log-ins that the old password opened, once the new one is set', async () => {
    const agent = await signedIn(app, 'dpo');
    const path = pathOf(await passwordResetLink(desk, 'dpo@example.org'));
    assert.equal((await agent.get('/settings/policies')).status, 200);
    await browser(app).submit(path, { name: '', password: 'another four words now' });
    assert.equal((await agent.get('/settings/policies')).status, 303);
    const old = await browser(app).submit(
      '/sessions/new',
      { email: 'dpo@example.org', password: PASSWORD },
      { action: '/sessions' },
    );
    assert.equal(old.status, 422);
  });
});
