import assert from 'node:assert/strict';
import supertest from 'supertest';
import { appForTests, browser, PASSWORD, signedIn, type TestApp, userWith } from './support/app.ts';
import { deskForTests } from './support/desk.ts';

describe('Every answer', () => {
  let app: TestApp;
  before(async () => {
    app = appForTests(await deskForTests());
  });

  for (const path of ['/sessions/new', '/nowhere', '/healthz', '/settings/organisation', '/favicon.svg']) {
    it(`forbids scripts and styles that are not ours: ${path}`, async () => {
      const { headers } = await supertest(app).get(path);
      assert.match(headers['content-security-policy'] ?? '', /default-src 'self'/);
      assert.doesNotMatch(headers['content-security-policy'] ?? '', /unsafe|\*/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.equal(headers['x-powered-by'], undefined);
    });
  }

  it('is the same under a foreign Host header', async () => {
    const plain = (text: string) => text.replace(/value="[^"]*"/g, '');
    const ours = await supertest(app).get('/sessions/new');
    const theirs = await supertest(app)
      .get('/sessions/new')
      .set('Host', 'evil.example')
      .set('X-Forwarded-Host', 'evil.example')
      .set('X-Forwarded-Proto', 'https');
    assert.equal(plain(theirs.text), plain(ours.text));
    assert.doesNotMatch(JSON.stringify(theirs.headers), /evil/);
    const sent = await supertest(app).get('/settings/organisation').set('Host', 'evil.example');
    assert.equal(sent.headers.location, '/sessions/new?to=%2Fsettings%2Forganisation');
  });

  it('makes no session for a visitor', async () => {
    const { headers } = await supertest(app).get('/sessions/new');
    assert.doesNotMatch(String(headers['set-cookie']), /session=/);
  });

  it('serves styles and both typefaces from here', async () => {
    for (const path of [
      '/css/main.css',
      '/fonts/inter/inter-latin-wght-normal.woff2',
      '/fonts/source-serif/source-serif-4-latin-wght-normal.woff2',
    ]) {
      assert.equal((await supertest(app).get(path)).status, 200, path);
    }
  });

  it('tells whether the process and its database answer', async () => {
    assert.equal((await supertest(app).get('/healthz')).text, 'ok\n');
    const ready = await supertest(app).get('/readyz');
    assert.deepEqual([ready.status, ready.text], [200, 'ready\n']);
  });
});

describe('A form of somebody else', () => {
  let app: TestApp;
  before(async () => {
    app = appForTests(await deskForTests());
    await userWith(app.desk, 'dpo');
  });

  it('is refused without our token, calmly', async () => {
    const answer = await supertest(app)
      .post('/sessions')
      .type('form')
      .send({ email: 'dpo@example.org', password: PASSWORD });
    assert.equal(answer.status, 403);
    assert.match(answer.text, /Your browser sent no cookie/);
  });

  it('is refused with a token of another visitor', async () => {
    const { _csrf } = await browser(app).hiddenFields('/sessions/new');
    const agent = browser(app);
    await agent.get('/sessions/new');
    const answer = await agent
      .post('/sessions')
      .type('form')
      .send({ _csrf, email: 'dpo@example.org', password: PASSWORD });
    assert.equal(answer.status, 403);
    assert.match(answer.text, /This form has expired/);
  });

  it('is refused with a token from before the log-in', async () => {
    const agent = browser(app);
    const { _csrf } = await agent.hiddenFields('/sessions/new');
    const logIn = { _csrf, email: 'dpo@example.org', password: PASSWORD };
    assert.equal((await agent.post('/sessions').type('form').send(logIn)).status, 303);
    assert.equal((await agent.post('/sessions/end').type('form').send({ _csrf })).status, 403);
    assert.equal((await agent.get('/settings/policies')).status, 200);
  });

  it('is refused as JSON', async () => {
    const agent = await signedIn(app, 'dpo');
    const { _csrf } = await agent.hiddenFields('/settings/policies');
    assert.equal((await agent.post('/sessions/end').send({ _csrf })).status, 403);
  });
});
