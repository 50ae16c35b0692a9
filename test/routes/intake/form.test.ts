import assert from 'node:assert/strict';
import { Draft } from '../../../models/draft.ts';
import { Session } from '../../../models/session.ts';
import { detailsOf } from '../../../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { type Browser, browser, type TestApp } from '../../support/app.ts';
import type { TestDesk } from '../../support/desk.ts';
import { ADA, ask, fillIn, wordsOf } from '../../support/publicForm.ts';
import { visited } from '../../support/visited.ts';

const HOSTILE = [
  'x'.repeat(10_000),
  '🦊👩‍👩‍👧‍👦'.repeat(400),
  'مرحبا بالعالم שלום \u202e gnp.exe',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '{{constructor.constructor("return 1")()}} <%= process.env %> #{1+1} {{t}}',
  `'; DROP TABLE subject_requests; -- " OR 1=1`,
  'line one\n  line two\n\nline four',
];

describe('The public form', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
  });

  it('answers at /, /ask and /status itself', async () => {
    for (const path of ['/', '/ask', '/status']) assert.equal((await visitor.get(path)).status, 200, path);
  });

  it('is nowhere under a short name that no organisation can have', async () => {
    for (const slug of ['%00', 'example%00', 'nobody', 'a'.repeat(5000)])
      assert.equal((await visitor.get(`/o/${slug}/ask`)).status, 404, slug);
  });

  it('says in the person’s language what may be asked', async () => {
    const french = await visitor.get('/').set('Accept-Language', 'fr-BE, nl;q=0.5');
    assert.match(french.text, /lang="fr"/);
    assert.match(wordsOf(french), /Faire effacer mes données/);
    const english = await visitor.get('/?lang=en').set('Accept-Language', 'fr');
    assert.match(wordsOf(english), /Delete my data/);
    assert.match(wordsOf(english), /Start a request/);
  });

  it('offers the rights of the organisation’s policy, each in plain words', async () => {
    const page = await visitor.get('/ask');
    assert.equal(page.text.match(/type="checkbox"/g)?.length, 9);
    assert.doesNotMatch(page.text, /after-death/);
  });

  it('makes a request from answers given one page at a time', async () => {
    const behalf = {
      behalf: 'other',
      otherName: 'Bo Example',
      otherNumber: 'C-17',
      relation: 'mother',
      authority: 'family record',
    };
    const who = { ...ADA, postalAddress: '1 Sample Street' };
    const files = [{ name: 'contract.txt', content: 'clause' }];
    const { requests } = await ask(visitor, {
      rights: ['access', 'erasure'],
      who,
      behalf,
      about: 'All of it',
      files,
    });
    assert.deepEqual(
      requests.map(({ right, status, channel, personName, personEmail }) => [
        right,
        status,
        channel,
        personName,
        personEmail,
      ]),
      ['access', 'erasure'].map((right) => [right, 'unverified', 'form', 'Ada Example', 'ada@example.org']),
    );
    assert.deepEqual(detailsOf(desk, requests[0] as SubjectRequest), {
      about: 'All of it',
      postalAddress: '1 Sample Street',
      behalf: {
        name: 'Bo Example',
        relation: 'mother',
        authority: 'family record',
        customerNumber: 'C-17',
      },
    });
  });

  it('leads a jump ahead to the first question without an answer', async () => {
    const jump = async (path: string) => (await visitor.get(path)).headers.location?.split('?')[0];
    assert.equal(await jump('/ask/check'), '/ask');
    await visitor.submit('/ask', { rights: ['access'] });
    assert.equal(await jump('/ask/files'), '/ask/behalf');
    await visitor.submit('/ask/behalf', { behalf: 'self' });
    assert.equal(await jump('/ask/check'), '/ask/who');
  });

  it('keeps every answer when somebody goes back, and returns to the check page after a change there', async () => {
    await fillIn(visitor, { rights: ['access'], about: 'The invoices of May' });
    const { form } = await visitor.hiddenFields('/ask/check', '/ask/check');
    assert.match((await visitor.get(`/ask?form=${form}`)).text, /value="access" checked/);
    assert.match((await visitor.get(`/ask/who?form=${form}`)).text, /value="Ada Example"/);
    assert.match((await visitor.get('/ask/about')).text, /The invoices of May/);
    const fields = await visitor.hiddenFields('/ask/about?from=check');
    const changed = await visitor
      .post('/ask/about')
      .type('form')
      .send({ ...fields, about: 'Of June' });
    assert.equal(changed.headers.location, `/ask/check?form=${form}`);
    assert.match(wordsOf(await visitor.get('/ask/check')), /Of June/);
  });

  it('shows each fault beside its field with the form as it was filled in', async () => {
    await visitor.submit('/ask', { rights: ['access'] });
    assert.equal((await visitor.submit('/ask/behalf')).status, 422);
    await visitor.submit('/ask/behalf', { behalf: 'self' });
    const page = await visitor.submit('/ask/who', { name: 'N'.repeat(10_000), email: '<b>no address' });
    assert.equal(page.status, 422);
    assert.match(page.text, /N{10000}/);
    assert.match(page.text, /value="&lt;b&gt;no address"/);
    assert.match(page.text, /id="name-error"[\s\S]*200 characters at most/);
    assert.match(page.text, /id="email-error"[\s\S]*name@example\.org/);
    assert.match(page.text, /href="#email"/);
    assert.equal((await visitor.submit('/ask')).status, 422);
  });

  it('keeps what somebody wrote even where an earlier answer has been forgotten', async () => {
    await fillIn(visitor);
    const fields = await visitor.hiddenFields('/ask/about');
    desk.clock.advance({ hours: 25 });
    const late = await visitor
      .post('/ask/about')
      .type('form')
      .send({ ...fields, about: 'Written for long' });
    assert.equal(late.headers.location, `/ask?form=${fields.form}&gone=yes`);
    assert.match(
      wordsOf(await visitor.get(late.headers.location)),
      /Your earlier answers are no longer here They were sent, were deleted, or were more than 24 hours old\./,
    );
    await fillInBefore(visitor);
    assert.match((await visitor.get('/ask/about')).text, /Written for long/);
  });

  it('answers by post to somebody without e-mail, who then must say where to', async () => {
    await visitor.submit('/ask', { rights: ['access'] });
    await visitor.submit('/ask/behalf', { behalf: 'self' });
    assert.equal((await visitor.submit('/ask/who', { name: 'Ada', noEmail: 'yes' })).status, 422);
    const who = { name: 'Ada', noEmail: 'yes', postalAddress: '1 Sample Street' };
    const { request, confirmation } = await ask(visitor, { who });
    assert.deepEqual([request.personEmail, request.status], [null, 'open']);
    assert.match(
      wordsOf(await visitor.get(confirmation)),
      /Each letter that we post to you carries a short code/,
    );
  });

  it('keeps and shows what was typed, whatever it is', async () => {
    for (const about of HOSTILE) {
      const again = browser(app);
      await fillIn(again, {
        about,
        who: { ...ADA, customerNumber: about.slice(0, 80) },
      });
      const check = await again.get('/ask/check');
      assert.equal(check.status, 200);
      assert.doesNotMatch(check.text, /<script|<img/);
      assert.ok(check.text.includes(escaped(about.replace('\u202e', ''))), about.slice(0, 40));
      await again.submit('/ask/check');
      const latest = await SubjectRequest.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
      assert.equal(detailsOf(desk, latest).about, about);
    }
    assert.equal(await SubjectRequest.count(), HOSTILE.length);
  });

  it('needs no log-in, writes no session row, and tells its cookie to nobody else', async () => {
    const page = await visitor.submit('/ask', { rights: ['access'] });
    const cookie = [page.headers['set-cookie']].flat().find((one) => one?.startsWith('draft='));
    assert.match(
      cookie ?? '',
      /^draft=[\w-]{32}; Path=\/ask; HttpOnly; SameSite=Lax$/,
      'it ends with the browser',
    );
    await ask(browser(app));
    assert.equal(await Session.count(), 0);
    assert.equal(await Draft.count(), 1);
  });

  it('is refused when no page of ours made it', async () => {
    const forged = await visitor.post('/ask').type('form').send({ rights: 'access' });
    assert.equal(forged.status, 403);
    assert.equal(await Draft.count(), 0);
  });
});

async function fillInBefore(visitor: Browser): Promise<void> {
  await visitor.submit('/ask', { rights: ['erasure'] });
  await visitor.submit('/ask/behalf', { behalf: 'self' });
  await visitor.submit('/ask/who', ADA);
}

const escaped = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' })[sign] ?? '',
  );
