import assert from 'node:assert/strict';
import supertest from 'supertest';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { ask, latestLetter, wordsOf } from '../../support/publicForm.ts';
import { visited } from '../../support/visited.ts';

const CONTACT =
  /Write to Example Hosting Email: privacy@example\.org Post: 1 Sample Street, 75000 Paris Where your request stands/;
const CONTACT_FR =
  /Écrire à Example Hosting Courriel : privacy@example\.org Courrier postal : 1 Sample Street, 75000 Paris Où en est votre demande/;

/** What a browser sends back when it keeps no cookies. */
async function withoutCookies(app: TestApp, path: string, fields: Record<string, string | string[]>) {
  const hidden = await browser(app).hiddenFields(path);
  return supertest(app)
    .post(path)
    .type('form')
    .send({ ...hidden, ...fields });
}

describe('The page of a fault, on the pages of the person who asks', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
  });

  for (const path of ['/nowhere', '/status/no-such-token-0123456789', '/o/no-such-organisation/ask'])
    it(`names the organisation, its e-mail, its post and the status page: 404 of ${path}`, async () => {
      const page = await visitor.get(path);
      assert.equal(page.status, 404);
      assert.match(page.text, /<title>Page not found · Example Hosting<\/title>/);
      assert.match(wordsOf(page), CONTACT);
      assert.match(page.text, /href="mailto:privacy@example\.org"[\s\S]*href="\/status"/);
      const french = await supertest(app).get(path).set('Accept-Language', 'fr');
      assert.match(wordsOf(french), CONTACT_FR);
    });

  it('is that of the organisation whose pages were asked for', async () => {
    const other = await anotherOrganisation(desk);
    await other.update({ replyAddress: 'desk@other.example', postalAddress: '' });
    const page = await visitor.get('/o/other/nowhere');
    assert.match(wordsOf(page), /Write to Organisation other Email: desk@other\.example Where your request/);
    assert.match(page.text, /href="\/o\/other\/status"/);
    assert.doesNotMatch(page.text, /Post:|privacy@example/);
  });

  it('sets no cookie where no form is to be sent', async () => {
    assert.equal((await visitor.get('/nowhere')).headers['set-cookie'], undefined);
  });

  it('says after too many tries for how long, by the organisation’s own clock', async () => {
    const limited = browser(appForTests(desk, { rateLimits: true }));
    const fields = {
      ...(await limited.hiddenFields('/status')),
      reference: 'R-0000-0000',
      email: 'x@y.example',
    };
    const send = () => limited.post('/status').type('form').send(fields);
    await Promise.all(Array.from({ length: 10 }, send));
    const page = await send();
    assert.equal(page.status, 429);
    assert.ok(Number(page.headers['retry-after']) > 3500);
    assert.match(wordsOf(page), /You can try again in 60 minutes, at (10:59|11:00) \(Paris\)\./);
    assert.match(wordsOf(page), CONTACT);
    const french = await limited.post('/status').set('Accept-Language', 'fr').type('form').send(fields);
    assert.match(wordsOf(french), /Vous pourrez réessayer dans 60 minutes, à (10.h.59|11.h.00) \(Paris\)\./);
  });

  it('is kept from staff, whose faults are of their own desk', async () => {
    const page = await (await signedIn(app, 'dpo')).get('/nowhere');
    assert.equal(page.status, 404);
    assert.doesNotMatch(wordsOf(page), /Write to Example Hosting/);
  });
});

describe('A browser that keeps no cookies', () => {
  let desk: TestDesk;
  let app: TestApp;
  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
  });

  it('is told so at the first question, with the ways by e-mail and post', async () => {
    const page = await withoutCookies(app, '/ask', { rights: 'access' });
    assert.equal(page.status, 403);
    assert.match(page.text, /<title>Your browser sent no cookie · Example Hosting<\/title>/);
    assert.match(wordsOf(page), /You can also write to us by email or by post: that counts just the same\./);
    assert.match(wordsOf(page), CONTACT);
  });

  it('has what was typed on the page, in the e-mail that it begins, and in a button that sends it again', async () => {
    const { token, request } = await ask(browser(app));
    const path = `/status/${token}/${request.reference}/withdrawal`;
    const page = await withoutCookies(app, path, { message: 'Never mind.\nAda & Bo' });
    assert.equal(page.status, 403);
    assert.match(page.text, /<p class="as-typed">Never mind\.\nAda &amp; Bo<\/p>/);
    assert.match(page.text, /mailto:privacy@example\.org\?body=Never%20mind\.%0AAda%20%26%20Bo/);
    assert.equal((await request.reload()).status === 'closed', false);
    const again = browser(app);
    again.jar.setCookies(
      (page.headers['set-cookie'] as unknown as string[]).map((each) => each.split(';')[0] ?? ''),
    );
    const [, _csrf] = /name="_csrf" value="([^"]+)"/.exec(page.text) ?? [];
    const sent = await again.post(path).type('form').send({ _csrf, message: 'Never mind.\nAda & Bo' });
    assert.equal(sent.status, 303);
    assert.equal((await request.reload()).status, 'closed');
  });

  it('does not lose the words of a form that takes files', async () => {
    const { token, request } = await ask(browser(app));
    const path = `/status/${token}/${request.reference}/message`;
    const hidden = await browser(app).hiddenFields(path);
    const sending = supertest(app).post(path);
    for (const [name, value] of Object.entries(hidden)) sending.field(name, String(value));
    const page = await sending
      .field('message', 'My number is 4711.')
      .attach('files', Buffer.from('x'), 'x.txt');
    assert.equal(page.status, 403);
    assert.match(page.text, /<p class="as-typed">My number is 4711\.<\/p>/);
    assert.doesNotMatch(page.text, /Send it again/, 'files are not kept');
    assert.match(wordsOf(page), CONTACT);
  });

  it('is told so in French, and at the log-in', async () => {
    const hidden = await browser(app).hiddenFields('/ask');
    const page = await supertest(app).post('/ask').set('Accept-Language', 'fr').type('form').send(hidden);
    assert.match(wordsOf(page), /Votre navigateur n’a envoyé aucun cookie/);
    assert.match(wordsOf(page), CONTACT_FR);
    const logIn = await supertest(app)
      .post('/sessions')
      .type('form')
      .send({ email: 'a@example.org', password: 'b c' });
    assert.equal(logIn.status, 403);
    assert.match(wordsOf(logIn), /Your browser sent no cookie/);
    assert.doesNotMatch(logIn.text, /b c|Send it again/);
  });

  it('is not what is said to one that has cookies: its form has expired, and can be sent again', async () => {
    const agent = browser(app);
    await agent.get('/ask');
    const page = await agent.post('/ask').type('form').send({ _csrf: 'of another day', rights: 'access' });
    assert.equal(page.status, 403);
    assert.match(wordsOf(page), /This form has expired.*Press the button to send it now/);
    assert.equal(await SubjectRequest.count(), 0);
  });
});

describe('Codes of one kind, typed wrong too often', () => {
  it('do not shut out those of the other', async () => {
    const desk = await deskForTests();
    const app = appForTests(desk, { rateLimits: true });
    const visitor = browser(app);
    const { request } = await ask(visitor);
    await visitor.submit('/status', { reference: request.reference, email: 'ada@example.org' });
    const fields = { ...(await visitor.hiddenFields('/status/code')), code: '00' };
    const type = () => visitor.post('/status/code').type('form').send(fields);
    await Promise.all(Array.from({ length: 30 }, type));
    assert.equal((await type()).status, 429);
    const answer = await visitor.post('/answers/no-such-answer/code').type('form').send(fields);
    assert.equal(answer.status, 404, 'not counted with them');
    assert.ok((await latestLetter(desk, 'status-code')).code);
  });
});
