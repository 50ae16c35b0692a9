import assert from 'node:assert/strict';
import supertest from 'supertest';
import type { AppDesk } from '../../routes/appDesk.ts';
import { appForTests, browser, signedIn, type TestApp, userWith } from '../support/app.ts';
import { deskForTests } from '../support/desk.ts';

type Inside = NonNullable<AppDesk['rehearsal']>;

describe('A page of a rehearsal', () => {
  let app: TestApp;
  let inside: Inside;
  let played: Date[];

  beforeEach(async () => {
    const desk = { ...(await deskForTests()), isRehearsal: true as const };
    played = [];
    inside = {
      userId: (await userWith(desk, 'handler')).id,
      token: 'the word of the desk beside',
      playingTo: () => undefined,
      play: (to) => void played.push(to),
      mails: () => [
        {
          at: '2026-03-02T08:00:00.000Z',
          to: 'Ada <ada@example.org>',
          subject: '[Rehearsal] Your request',
          text: 'See http://localhost:3000/status/abc?x=<1> or http://elsewhere.example/status/abc.',
        },
      ],
    };
    app = appForTests(desk, { rehearsal: inside });
  });

  it('says so, whoever reads it: to the public, to staff, and where something is wrong', async () => {
    const agent = await signedInside();
    for (const path of [
      '/',
      '/status',
      '/policies',
      '/policies/gdpr-eu',
      '/today',
      '/requests',
      '/no/such',
    ]) {
      const { text } = await agent.get(path);
      assert.match(text, /<title>Rehearsal · /, path);
      assert.match(text, /<strong>Rehearsal<\/strong>/, path);
      assert.match(text, /href="\/settings\/rehearsal">Leave the rehearsal</, path);
    }
    assert.match((await agent.get('/?lang=de')).text, /<strong>Übung<\/strong>/);
    assert.match((await agent.get('/today?lang=fr')).text, /<strong>Exercice<\/strong>/);
    assert.match((await browser(app).get('/sessions/invitation/none')).text, /<strong>Rehearsal<\/strong>/);
  });

  it('is not shown on the real desk', async () => {
    const real = appForTests(app.desk);
    assert.doesNotMatch((await supertest(real).get('/')).text, /Rehearsal/);
    const agent = await signedIn(real, 'dpo');
    assert.equal((await agent.get('/rehearsal')).headers.location, '/settings/rehearsal');
    assert.equal((await agent.get('/rehearsal/entry').set('Authorization', 'Bearer undefined')).status, 404);
    assert.equal((await agent.submit('/today', {}, { action: '/rehearsal/play' })).status, 404);
  });

  it('is not to be had where the desk runs in several processes, and the page says why', async () => {
    const real = appForTests(app.desk);
    const reader = await signedIn(real, 'reader');
    const { text } = await reader.get('/settings/rehearsal');
    assert.match(text, /No rehearsal can be held here: this desk is served by several processes/);
    assert.doesNotMatch(text, /action="\/settings\/rehearsal"/);
    const form = { role: 'dpo', policy: '' };
    assert.equal((await reader.submit('/settings/rehearsal', form)).status, 404);
    assert.match((await reader.get('/today')).text, /href="\/settings\/rehearsal"/);
  });

  it('lets in who comes with the word of the desk beside, without a password, and nobody else', async () => {
    assert.equal((await supertest(app).get('/rehearsal/entry')).status, 401);
    const agent = browser(app);
    const page = await agent.get('/requests');
    assert.equal(page.headers.location, '/sessions/new?to=%2Frequests');
    const logIn = await agent.get(String(page.headers.location));
    assert.equal(logIn.headers.location, '/rehearsal/entry?to=%2Frequests');
    const entry = await agent
      .get(String(logIn.headers.location))
      .set('Authorization', `Bearer ${inside.token}`);
    assert.equal(entry.headers.location, '/requests');
    assert.match((await agent.get('/requests')).text, /The handler/);
  });

  it('shows each mail with its links into the rehearsal, and no other', async () => {
    const { text } = await (await signedInside()).get('/rehearsal');
    assert.match(text, /\[Rehearsal\] Your request/);
    assert.match(text, /<a href="\/status\/abc\?x=">/);
    assert.doesNotMatch(text, /href="[^"]*elsewhere/);
    assert.match(text, /1 mail/);
  });

  it('plays its clock forward by whole days, and says what is wrong beside the field', async () => {
    const agent = await signedInside();
    const wrong = await agent.submit('/rehearsal', { days: 'many' }, { action: '/rehearsal/play' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Give a whole number of days, from 1 to 92/);
    assert.match(wrong.text, /value="many"/);
    const right = await agent.submit('/rehearsal', { days: '20' }, { action: '/rehearsal/play' });
    assert.equal(right.headers.location, '/rehearsal');
    assert.deepEqual(played, [new Date('2026-03-22T09:00:00Z')]);
  });

  async function signedInside() {
    const agent = browser(app);
    await agent.get('/rehearsal/entry').set('Authorization', `Bearer ${inside.token}`);
    return agent;
  }
});
