import assert from 'node:assert/strict';
import { Membership } from '../../../models/membership.ts';
import { User } from '../../../models/user.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp, userWith } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';

const PAGE = '/settings/organisation/users';

describe('The people of an organisation', () => {
  let desk: TestDesk;
  let app: TestApp;
  let agent: Browser;
  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
    agent = await signedIn(app, 'dpo');
  });
  const roleOf = async (id: number) =>
    (await Membership.findOne({ where: { userId: id, organisationId: desk.organisation.id } }))?.role;

  it('are invited by a link that is shown once and sets the password', async () => {
    const answer = await agent.submit(PAGE, { email: 'Ada@example.org', role: 'handler' });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['cache-control'], 'no-store');
    const link = /http:\/\/localhost:3000(\/sessions\/invitation\/[\w-]{32})/.exec(answer.text)?.[1] ?? '';
    assert.doesNotMatch((await agent.get(PAGE)).text, /\/sessions\/invitation/);
    assert.match((await agent.get(PAGE)).text, /has not set a password yet/);
    assert.match(answer.text, /invited with the role “Handler”/);
    const ada = browser(app);
    assert.equal((await ada.submit(link, { name: 'Ada', password: 'four quiet words here' })).status, 303);
    assert.match((await agent.get(PAGE)).text, /<h2>Ada<\/h2>/);
  });

  it('who wait get a fresh link by one press, in the role that they have', async () => {
    await agent.submit(PAGE, { email: 'ada@example.org', role: 'reader' });
    const { id } = await User.findOne({ where: { email: 'ada@example.org' }, rejectOnEmpty: true });
    const { text } = await agent.get(PAGE);
    const [, form = ''] = new RegExp(`id="link-${id}"[\\s\\S]*?(<form[\\s\\S]*?</form>)`).exec(text) ?? [];
    assert.match(form, /name="email" value="ada@example\.org"/);
    assert.match(form, /name="role" value="reader"/);
    assert.doesNotMatch(text, /id="link-1"/);
    const answer = await agent.submit(PAGE, { email: 'ada@example.org', role: 'reader' });
    assert.match(answer.text, /\/sessions\/invitation\//);
    assert.equal(await roleOf(id), 'reader');
  });

  it('are not invited to a role that does not exist, or to no address', async () => {
    assert.equal((await agent.submit(PAGE, { email: 'a@example.org', role: 'king' })).status, 422);
    const answer = await agent.submit(PAGE, { email: 'nobody', role: 'reader' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /value="nobody"/);
    assert.equal(await User.count(), 1);
  });

  it('are given another role', async () => {
    const { id } = await userWith(desk, 'reader');
    assert.equal(
      (await agent.submit(PAGE, { role: 'handler' }, { action: `${PAGE}/${id}/role` })).status,
      303,
    );
    assert.equal(await roleOf(id), 'handler');
  });

  it('are taken out, and can log in no more', async () => {
    const { id } = await userWith(desk, 'reader');
    const reader = await signedIn(app, 'reader');
    assert.equal((await agent.submit(PAGE, {}, { action: `${PAGE}/${id}/removal` })).status, 303);
    assert.equal(await roleOf(id), undefined);
    assert.equal((await reader.get('/settings/policies')).status, 303);
    await assert.rejects(signedIn(app, 'handler', { email: 'reader@example.org' }));
  });

  it('can be invited back', async () => {
    const { id } = await userWith(desk, 'reader');
    await agent.submit(PAGE, {}, { action: `${PAGE}/${id}/removal` });
    const answer = await agent.submit(PAGE, { email: 'reader@example.org', role: 'reader' });
    assert.match(answer.text, /\/sessions\/invitation\//);
    assert.equal(await roleOf(id), 'reader');
  });

  it('keep their log-in as long as another organisation has them', async () => {
    const other = await anotherOrganisation(desk);
    const { id } = await userWith(desk, 'reader');
    await userWith(desk, 'reader', { organisation: other });
    await agent.submit(PAGE, {}, { action: `${PAGE}/${id}/removal` });
    assert.equal((await User.findByPk(id))?.disabledAt, null);
  });

  it('always have one who decides: an administrator cannot take the only data protection officer away', async () => {
    const admin = await signedIn(app, 'administrator');
    const only = await User.findOne({ where: { email: 'dpo@example.org' }, rejectOnEmpty: true });
    for (const [verb, fields] of [
      ['role', { role: 'reader' }],
      ['removal', {}],
    ] as const) {
      const answer = await admin.submit(PAGE, fields, { action: `${PAGE}/${only.id}/${verb}` });
      assert.equal(answer.status, 422, verb);
      assert.match(answer.text, /make another person data protection officer first/);
    }
    const second = await userWith(desk, 'dpo', { email: 'second@example.org' });
    assert.equal((await admin.submit(PAGE, {}, { action: `${PAGE}/${only.id}/removal` })).status, 303);
    assert.equal(await roleOf(only.id), undefined);
    assert.equal(await roleOf(second.id), 'dpo');
  });

  it('who have not come yet may be invited again to another role, unless nobody would be left to decide', async () => {
    const admin = await signedIn(app, 'administrator');
    const ada = { email: 'ada@example.org' };
    await admin.submit(PAGE, { ...ada, role: 'reader' });
    const { id } = await User.findOne({ where: ada, rejectOnEmpty: true });
    assert.equal((await admin.submit(PAGE, { ...ada, role: 'dpo' })).status, 200);
    assert.equal(await roleOf(id), 'dpo');
    const first = await User.findOne({ where: { email: 'dpo@example.org' }, rejectOnEmpty: true });
    await admin.submit(PAGE, {}, { action: `${PAGE}/${first.id}/removal` });
    const answer = await admin.submit(PAGE, { ...ada, role: 'reader' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /make another person data protection officer first/);
    assert.match(answer.text, /value="ada@example\.org"/);
    assert.equal(await roleOf(id), 'dpo');
  });

  it('cannot change their own role, nor remove themselves', async () => {
    const { id } = await userWith(desk, 'dpo');
    await userWith(desk, 'administrator');
    for (const [verb, fields] of [
      ['role', { role: 'reader' }],
      ['removal', {}],
    ] as const) {
      const answer = await agent.submit(PAGE, fields, { action: `${PAGE}/${id}/${verb}` });
      assert.equal(answer.status, 422);
      assert.match(answer.text, /cannot change your own role/);
    }
    assert.equal(await roleOf(id), 'dpo');
  });

  it('of another organisation are not shown and cannot be touched', async () => {
    const other = await anotherOrganisation(desk);
    const stranger = await userWith(desk, 'handler', { email: 'stranger@example.org', organisation: other });
    assert.doesNotMatch((await agent.get(PAGE)).text, /stranger/);
    const answer = await agent.submit(PAGE, { role: 'reader' }, { action: `${PAGE}/${stranger.id}/role` });
    assert.equal(answer.status, 404);
    assert.equal((await Membership.findOne({ where: { userId: stranger.id } }))?.role, 'handler');
  });

  it('who wait for their first log-in elsewhere are given no link: it would open the other organisation too', async () => {
    const other = await anotherOrganisation(desk);
    const theirs = await signedIn(app, 'dpo', { email: 'other@example.org', organisation: other });
    const link = ({ text }: { text: string }) => /\/sessions\/invitation\/[\w-]+/.exec(text)?.[0];
    const invitation = { email: 'ada@example.org', role: 'dpo' };
    const first = link(await theirs.submit(PAGE, invitation));
    assert.ok(first);
    const second = await agent.submit(PAGE, { ...invitation, role: 'reader' });
    assert.equal(link(second), undefined);
    assert.match(second.text, /have no password yet.*“user reset”/);
    assert.equal((await browser(app).get(first)).status, 404, 'nor does the link of who invited first');
    assert.equal(link(await theirs.submit(PAGE, invitation)), undefined);
  });

  it('who work elsewhere on the desk join without a new password', async () => {
    const other = await anotherOrganisation(desk);
    await userWith(desk, 'handler', { email: 'ada@example.org', organisation: other });
    const answer = await agent.submit(PAGE, { email: 'ada@example.org', role: 'reader' });
    assert.match(answer.text, /already has an account/);
    assert.doesNotMatch(answer.text, /\/sessions\/invitation\//);
  });
});
