import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Session } from '../../../models/session.ts';
import { passwordResetLink } from '../../../models/user/setPassword.ts';
import { User } from '../../../models/user.ts';
import { localPath } from '../../../routes/sessions/start.ts';
import { appForTests, browser, PASSWORD, signedIn, type TestApp, userWith } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';

describe('Log-in', () => {
  let desk: TestDesk;
  let app: TestApp;
  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
  });
  const logIn = (agent = browser(app), fields = {}) =>
    agent.submit(
      '/sessions/new',
      { email: 'dpo@example.org', password: PASSWORD, ...fields },
      { action: '/sessions' },
    );

  it('takes the DPO to the queue, and remembers them', async () => {
    await userWith(desk, 'dpo');
    const agent = browser(app);
    const answer = await logIn(agent);
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, '/today');
    assert.equal((await agent.get('/settings/organisation')).status, 200);
  });

  it('has kept the log-in before the browser can follow to the next page', async () => {
    await userWith(desk, 'dpo');
    const agent = browser(app);
    const fields = await agent.hiddenFields('/sessions/new', '/sessions');
    const cookie = (await agent.get('/sessions/new')).headers['set-cookie'] ?? '';
    const server = app.listen(0);
    await once(server, 'listening');
    const form = new URLSearchParams({ ...fields, email: 'dpo@example.org', password: PASSWORD } as Record<
      string,
      string
    >);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie };
    const sending = request({
      port: (server.address() as AddressInfo).port,
      path: '/sessions',
      method: 'POST',
      headers,
    });
    sending.end(form.toString());
    const [head] = await once(sending, 'response'); // the head alone: the body may still be on its way
    assert.equal(head.statusCode, 303);
    assert.equal(await Session.count(), 1);
    server.closeAllConnections();
    server.close();
  });

  it('by the old password while a new one is set opens nothing afterwards, whichever comes first', async () => {
    const user = await userWith(desk, 'dpo');
    for (let nth = 0; nth < 8; nth += 1) {
      const link = new URL(await passwordResetLink(desk, user.email)).pathname;
      const [old, fresh] = [browser(app), browser(app)];
      const words = nth % 2 ? PASSWORD : 'four other quiet words';
      const others = nth % 2 ? 'four other quiet words' : PASSWORD;
      const [, set] = await Promise.all([
        logIn(old, { password: others }),
        fresh.submit(link, { name: 'Dana', password: words }),
      ]);
      assert.equal(set.status, 303);
      assert.equal((await old.get('/requests')).status, 303, `to the log-in, at try ${nth}`);
      assert.equal((await fresh.get('/requests')).status, 200);
    }
  });

  it('takes an administrator, who sees no requests, to the settings', async () => {
    await userWith(desk, 'administrator');
    assert.equal(
      (await logIn(browser(app), { email: 'administrator@example.org' })).headers.location,
      '/settings/organisation',
    );
  });

  it('does not mind capitals and spaces around the address', async () => {
    await userWith(desk, 'dpo');
    assert.equal((await logIn(browser(app), { email: ' DPO@Example.org ' })).status, 303);
  });

  it('says the same for an unknown address, a wrong password and an account that was taken away', async () => {
    await userWith(desk, 'dpo');
    await userWith(desk, 'reader');
    await User.update({ disabledAt: desk.clock() }, { where: { email: 'reader@example.org' } });
    const answers = [
      await logIn(browser(app), { password: 'not the password' }),
      await logIn(browser(app), { email: 'nobody@example.org' }),
      await logIn(browser(app), { email: 'reader@example.org' }),
    ];
    const plain = answers.map(({ text }) => text.replace(/value="[^"]*"/g, ''));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [422, 422, 422],
    );
    assert.match(plain[0] ?? '', /email address or password is wrong/);
    assert.equal(plain[0], plain[1]);
    assert.equal(plain[0], plain[2]);
  });

  it('takes about as long for an unknown address as for a wrong password', async () => {
    await userWith(desk, 'dpo');
    const agent = browser(app);
    const timed = async (email: string) => {
      const begun = performance.now();
      await logIn(agent, { email, password: 'not the password' });
      return performance.now() - begun;
    };
    await timed('warm@example.org');
    let [unknown, known] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let n = 0; n < 8; n++) {
      unknown = Math.min(unknown, await timed('nobody@example.org')); // in turns, so that a busy machine is busy for both
      known = Math.min(known, await timed('dpo@example.org'));
    }
    assert.ok(unknown > known / 2.5 && unknown < known * 2.5, `${unknown} ms and ${known} ms`);
  });

  it('gives a new session, so that one prepared by somebody else is worth nothing', async () => {
    await userWith(desk, 'dpo');
    const agent = browser(app);
    const first = cookieIn(await logIn(agent));
    const second = cookieIn(await logIn(agent));
    assert.ok(first && second && first !== second);
    assert.equal(await Session.count(), 1);
  });

  it('keeps the token in a cookie that scripts cannot read, and only its hash in the database', async () => {
    await userWith(desk, 'dpo');
    const answer = await logIn();
    const cookie = [answer.headers['set-cookie']].flat().find((one) => one?.startsWith('session='));
    assert.match(cookie ?? '', /HttpOnly; SameSite=Lax$/);
    const token = decodeURIComponent(cookieIn(answer) ?? '')
      .slice(2)
      .split('.')[0] as string;
    const [row] = await Session.findAll({ raw: true });
    assert.ok(row && !JSON.stringify(row).includes(token));
  });

  it('marks its cookies as secure where the desk is reached by https, also behind a proxy that says nothing', async () => {
    await userWith(desk, 'dpo');
    const secure = appForTests({ ...desk, baseUrl: 'https://rights.example.org' });
    const page = await browser(secure).get('/sessions/new');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    const form = [page.headers['set-cookie']].flat()[0] ?? '';
    assert.match(form, /^__Host-form=.*Path=\/; HttpOnly; Secure/);
    const answer = await browser(secure)
      .post('/sessions')
      .set('Cookie', form.split(';')[0] as string)
      .type('form')
      .send({ _csrf: token, email: 'dpo@example.org', password: PASSWORD });
    assert.equal(answer.status, 303);
    assert.match(String(answer.headers['set-cookie']), /__Host-session=[^;]+; Path=\/; HttpOnly; Secure/);
    assert.match(String(answer.headers['strict-transport-security']), /max-age/);
  });

  it('goes back to the page that was wanted', async () => {
    await userWith(desk, 'dpo');
    const agent = browser(app);
    const wanted = '/settings/policies?lang=fr';
    const sent = await agent.get(wanted);
    const answer = await agent.submit(
      sent.headers.location as string,
      { email: 'dpo@example.org', password: PASSWORD },
      { action: '/sessions' },
    );
    assert.equal(answer.headers.location, wanted);
  });

  for (const foreign of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/requests/..//evil.example',
    '/%2e%2e//evil.example',
    'javascript:alert(1)',
    '',
  ]) {
    it(`never leads to ${JSON.stringify(foreign)}`, () => assert.equal(localPath(foreign), undefined));
  }

  it('is over after logging out, also with a copy of the cookie', async () => {
    const agent = await signedIn(app, 'dpo');
    const answer = await agent.submit('/settings/policies', {}, { action: '/sessions/end' });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers['clear-site-data'], '"cache"', 'the Back button shows no page of it');
    assert.equal((await agent.get('/settings/policies')).status, 303);
    assert.equal(await Session.count(), 0);
  });

  it('is over at once when the account is taken away', async () => {
    const agent = await signedIn(app, 'reader');
    await User.update({ disabledAt: desk.clock() }, { where: {} });
    assert.equal((await agent.get('/settings/policies')).status, 303);
  });

  it('is tried ten times a minute from one address, then 429 with when to come back', async () => {
    const limited = appForTests(desk, { rateLimits: true });
    const agent = browser(limited);
    const statuses: number[] = [];
    for (let n = 0; n < 11; n++) statuses.push((await logIn(agent)).status);
    assert.deepEqual(statuses, [...Array(10).fill(422), 429]);
    const refused = await logIn(agent);
    assert.ok(Number(refused.headers['retry-after']) > 0 && Number(refused.headers['retry-after']) <= 60);
    assert.match(refused.text, /Too many tries/);
  });

  it('answers in the language that the browser asks for, until the user’s own is known', async () => {
    const page = await browser(app).get('/sessions/new').set('Accept-Language', 'fr-FR,fr;q=0.9');
    assert.match(page.text, /<html lang="fr">/);
    assert.match(
      (await browser(app).get('/sessions/new?lang=en').set('Accept-Language', 'fr')).text,
      /<html lang="en">/,
    );
    await userWith(desk, 'dpo');
    await User.update({ language: 'fr' }, { where: {} });
    const agent = browser(app);
    await agent.get('/sessions/new?lang=en');
    await logIn(agent);
    assert.match((await agent.get('/settings/policies')).text, /<html lang="fr">/);
  });
});

function cookieIn(answer: { headers: Record<string, unknown> }): string | undefined {
  const cookies = [answer.headers['set-cookie']].flat().map(String);
  return cookies.map((cookie) => /^session=([^;]+)/.exec(cookie)?.[1]).find(Boolean);
}
