import assert from 'node:assert/strict';
import { Letter } from '../../../models/letter.ts';
import { Membership } from '../../../models/membership.ts';
import { User } from '../../../models/user.ts';
import { appForTests, type Browser, signedIn, type TestApp, userWith } from '../../support/app.ts';
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

  it('are invited by a letter: no page shows its link, and until it is used the role does not work', async () => {
    const answer = await agent.submit(PAGE, { email: 'Ada@example.org', name: 'Ada', role: 'handler' });
    assert.equal(answer.status, 200);
    assert.match(answer.text, /invited with the role “Handler”/);
    const pages = [answer.text, (await agent.get(PAGE)).text, (await agent.get('/settings/outbox/1')).text];
    for (const text of pages) assert.doesNotMatch(text, /\/sessions\/invitation\/[\w-]+/);
    assert.match(
      pages[1] as string,
      /<th scope="row"><bdi>ada@example.org<\/bdi><\/th>[\s\S]*has not accepted yet/,
    );
  });

  it('who wait get a fresh letter by one press, in the role that they have', async () => {
    await agent.submit(PAGE, { email: 'ada@example.org', role: 'reader' });
    const { id } = await User.findOne({ where: { email: 'ada@example.org' }, rejectOnEmpty: true });
    const { text } = await agent.get(PAGE);
    const [, form = ''] =
      new RegExp(`id="invitation-${id}"[\\s\\S]*?(<form[\\s\\S]*?</form>)`).exec(text) ?? [];
    assert.match(form, /name="email" value="ada@example\.org"/);
    assert.match(form, /name="role" value="reader"/);
    assert.doesNotMatch(text, /id="invitation-1"/);
    await agent.submit(PAGE, { email: 'ada@example.org', role: 'reader' });
    assert.equal(await Letter.count({ where: { kind: 'invitation' } }), 2);
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
    assert.equal(answer.status, 200);
    assert.equal(await roleOf(id), 'reader');
    await assert.rejects(signedIn(app, 'reader'), 'the password of before opens nothing');
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

  it('who have not accepted yet may be invited to another role, and do not count as one who decides', async () => {
    const admin = await signedIn(app, 'administrator');
    const ada = { email: 'ada@example.org' };
    await admin.submit(PAGE, { ...ada, role: 'reader' });
    const { id } = await User.findOne({ where: ada, rejectOnEmpty: true });
    assert.equal((await admin.submit(PAGE, { ...ada, role: 'dpo' })).status, 200);
    assert.equal(await roleOf(id), 'dpo');
    const first = await User.findOne({ where: { email: 'dpo@example.org' }, rejectOnEmpty: true });
    const answer = await admin.submit(PAGE, {}, { action: `${PAGE}/${first.id}/removal` });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /make another person data protection officer first/);
    assert.equal(await roleOf(first.id), 'dpo');
  });

  it('are told where the link lies on a desk without a mail server, each as far as they may read it', async () => {
    app = appForTests(desk, { mailConfigured: false });
    const [dpo, admin] = [await signedIn(app, 'dpo'), await signedIn(app, 'administrator')];
    const theirs = (await dpo.submit(PAGE, { email: 'ada@example.org', role: 'reader' })).text;
    assert.match(theirs, /waits in the outbox[\s\S]*href="\/settings\/outbox\/1"/);
    const other = (await admin.submit(PAGE, { email: 'bob@example.org', role: 'reader' })).text;
    assert.match(other, /waits in the outbox, where a data protection officer can read it/);
    assert.doesNotMatch(other, /href="\/settings\/outbox/);
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

  it('who work elsewhere on the desk are invited like anybody else: nothing tells that they have an account', async () => {
    const other = await anotherOrganisation(desk);
    await userWith(desk, 'handler', { email: 'ada@example.org', organisation: other });
    const said = async (email: string) =>
      (await agent.submit(PAGE, { email, role: 'reader' })).text
        .replaceAll(email, 'X')
        .replace(/outbox\/\d+|value="[^"]+"/g, '');
    assert.equal(await said('ada@example.org'), await said('new@example.org'));
    assert.doesNotMatch((await agent.get(PAGE)).text, /The handler/);
    assert.doesNotMatch((await agent.get('/settings/outbox')).text, /The handler/);
  });

  it('are not invited twice once they have accepted', async () => {
    await userWith(desk, 'handler', { email: 'ada@example.org' });
    assert.equal((await agent.submit(PAGE, { email: 'ada@example.org', role: 'reader' })).status, 422);
    assert.equal(await Letter.count(), 0);
  });
});
