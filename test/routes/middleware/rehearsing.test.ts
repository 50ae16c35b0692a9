import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { Membership } from '../../../models/membership.ts';
import type { Rehearsals } from '../../../routes/appDesk.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { temporaryFolder } from '../../support/process.ts';

/** What the other side of the socket was asked: the rehearsal's process has its own tests. */
type Asked = { method: string; url: string; cookie?: string; authorization?: string; body: string };

describe('A browser in a rehearsal', () => {
  const { folder, remove } = temporaryFolder();
  const socket = join(folder, 'socket');
  const asked: Asked[] = [];
  let server: Server;
  let desk: TestDesk;
  let app: TestApp;
  let agent: Browser;
  let owner = 0;

  before((done) => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { cookie, authorization } = request.headers;
      const { method = '', url = '' } = request;
      asked.push({ method, url, cookie, authorization, body: Buffer.concat(chunks).toString() });
      response.setHeader('Set-Cookie', ['session=inner; Path=/; HttpOnly', '__Host-form=inner; Path=/']);
      response.setHeader('Content-Security-Policy', "default-src 'none'");
      response.writeHead(url === '/moved' ? 303 : 200, url === '/moved' ? { location: '/today' } : {});
      response.end('from the rehearsal');
    }).listen(socket, done);
  });
  after(() => {
    server.close();
    remove();
  });

  beforeEach(async () => {
    asked.length = 0;
    desk = await deskForTests();
    const rehearsals: Rehearsals = {
      find: (userId) =>
        userId === owner ? { organisationId: desk.organisation.id, state: 'ready' } : undefined,
      begin: async () => undefined,
      reach: async (userId) => (userId === owner ? { socket, token: 'the word' } : undefined),
      end: async () => undefined,
    };
    app = appForTests(desk, { rehearsals });
    agent = await signedIn(app, 'handler');
    const membership = await Membership.findOne({ rejectOnEmpty: true });
    owner = membership.userId;
  });

  const enter = () => agent.submit('/settings/rehearsal', {}, { action: '/settings/rehearsal/entry' });

  it('is led there at every address, the public ones too, until it leaves', async () => {
    assert.match((await agent.get('/today')).text, /Today/);
    assert.equal((await enter()).headers.location, '/rehearsal/entry');
    for (const path of ['/today', '/', '/ask', '/status/abc', '/requests.csv', '/no/such/page'])
      assert.equal((await agent.get(path)).text, 'from the rehearsal', path);
    assert.match((await agent.get('/settings/rehearsal')).text, /You are in your rehearsal/);
    await agent.submit('/settings/rehearsal', {}, { action: '/settings/rehearsal/leave' });
    assert.match((await agent.get('/today')).text, /Today/);
    assert.equal(asked.length, 6);
  });

  it('passes on what was sent, and passes back status, place and protections', async () => {
    await enter();
    await agent.post('/ask/who?form=1').type('form').send({ name: 'Anna', about: 'a&b' });
    const [{ method, url, body } = {}] = asked;
    assert.deepEqual([method, url, body], ['POST', '/ask/who?form=1', 'name=Anna&about=a%26b']);
    const moved = await agent.get('/moved');
    assert.deepEqual([moved.status, moved.headers.location], [303, '/today']);
    assert.equal(moved.headers['content-security-policy'], "default-src 'none'");
  });

  it('passes on a file as it comes, however large', async () => {
    await enter();
    const file = Buffer.alloc(3_000_000, 'a');
    await agent.post('/ask/files').attach('file', file, 'large.bin');
    assert.ok((asked[0]?.body.length ?? 0) > file.length);
  });

  it('never shows it the cookies of the real desk, nor lets it set them', async () => {
    await enter();
    const first = await agent.get('/today');
    assert.deepEqual(first.headers['set-cookie'], [
      'rehearsal.session=inner; Path=/; HttpOnly',
      '__Host-rehearsal.form=inner; Path=/',
    ]);
    await agent.get('/today');
    assert.equal(asked[0]?.cookie, undefined);
    assert.equal(asked[1]?.cookie, 'session=inner; __Host-form=inner');
    await agent.submit('/settings/rehearsal', {}, { action: '/settings/rehearsal/leave' });
    assert.match((await agent.get('/today')).text, /Log out/); // still logged in
  });

  it('tells the word that lets a user in on one address alone, and passes on no word of the browser', async () => {
    await enter();
    await agent.get('/rehearsal/entry').set('Authorization', 'Bearer of another');
    await agent.get('/rehearsal').set('Authorization', 'Bearer the word');
    await agent.get('/rehearsal/entry/').set('Authorization', 'Bearer the word');
    assert.deepEqual(
      asked.map(({ authorization }) => authorization),
      ['Bearer the word', undefined, undefined],
    );
  });

  it('is nobody’s but the user’s own: the mark alone opens nothing', async () => {
    const stranger = await browser(app).get('/today').set('Cookie', 'rehearsal=on');
    assert.equal(stranger.status, 303);
    assert.equal(stranger.headers.location, '/sessions/new?to=%2Fsettings%2Frehearsal');
    assert.match(String(stranger.headers['set-cookie']), /^rehearsal=; .*1970/);
    const colleague = await signedIn(app, 'dpo');
    colleague.jar.setCookie('rehearsal=on', '127.0.0.1');
    const answer = await colleague.get('/today');
    assert.deepEqual([answer.status, answer.headers.location], [303, '/settings/rehearsal']);
    assert.equal(asked.length, 0);
  });

  it('is led out when its user may no longer work there', async () => {
    await enter();
    const elsewhere = await anotherOrganisation(desk);
    await Membership.update({ organisationId: elsewhere.id }, { where: { userId: owner } });
    assert.equal((await agent.get('/today')).headers.location, '/settings/rehearsal');
    assert.match((await agent.get('/today')).text, /Organisation other/);
    await Membership.destroy({ where: { userId: owner } });
    await agent.get('/today').set('Cookie', 'rehearsal=on');
    assert.equal(asked.length, 0);
  });

  it('is led to the real page about it where its process does not answer', async () => {
    await enter();
    const rest = await new Promise<void>((resolve) => server.close(() => resolve()));
    assert.equal(rest, undefined);
    const answer = await agent.get('/today');
    assert.deepEqual([answer.status, answer.headers.location], [303, '/settings/rehearsal']);
    await new Promise<void>((resolve) => server.listen(socket, resolve));
  });
});
