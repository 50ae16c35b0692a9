import assert from 'node:assert/strict';
import { Draft } from '../../../models/draft.ts';
import { DraftFile } from '../../../models/draftFile.ts';
import { changeOrganisation } from '../../../models/organisation/change.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { Submission } from '../../../models/submission.ts';
import { appForTests, type Browser, browser, hiddenFieldsIn, type TestApp } from '../../support/app.ts';
import type { TestDesk } from '../../support/desk.ts';
import { ask, fillIn, wordsOf } from '../../support/publicForm.ts';
import { visited } from '../../support/visited.ts';

describe('Sending the public form', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
  });

  it('makes one request from ten clicks at the same time, and leads them all to one confirmation', async () => {
    await fillIn(visitor, { files: [{ name: 'a.txt', content: 'a' }] });
    const fields = await visitor.hiddenFields('/ask/check');
    const send = () => visitor.post('/ask/check').type('form').send(fields);
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [303]);
    assert.equal(new Set(answers.map(({ headers }) => headers.location)).size, 1);
    assert.equal(await SubjectRequest.count(), 1);
  });

  it('leaves nothing of what was sent, and tells nobody who goes back that nothing was', async () => {
    await fillIn(visitor);
    const fields = await visitor.hiddenFields('/ask/check');
    await visitor.post('/ask/check').type('form').send(fields);
    const back = await visitor.get(`/ask/check?form=${fields.form}`);
    const said = wordsOf(await visitor.get(back.headers.location ?? ''));
    assert.match(said, /They were sent, were deleted, or were more than 24 hours old\./);
    assert.doesNotMatch(said, /Nothing was sent/);
  });

  it('makes no second request from a retry after a lost answer, with the cookies or without', async () => {
    await fillIn(visitor);
    const fields = await visitor.hiddenFields('/ask/check');
    const send = (by: Browser) => by.post('/ask/check').type('form').send(fields);
    const first = await send(visitor);
    assert.equal(first.headers['clear-site-data'], '"cache"', 'the Back button shows none of the answers');
    const again = await send(visitor);
    const bare = await send(browser(app));
    assert.match(first.headers.location ?? '', /^\/ask\/sent\/[\w-]{43}$/);
    assert.deepEqual([again.headers.location, bare.headers.location], Array(2).fill(first.headers.location));
    assert.equal(await Submission.count(), 1);
  });

  it('sends what its check page showed, or shows it again: a change in another tab is not sent', async () => {
    await fillIn(visitor, { rights: ['erasure'], about: 'My account' });
    const fields = await visitor.hiddenFields('/ask/check');
    await visitor.submit('/ask', { rights: ['marketing-objection'] });
    const send = (given: typeof fields) => visitor.post('/ask/check').type('form').send(given);
    const refused = await send(fields);
    assert.equal(refused.status, 409);
    assert.match(wordsOf(refused), /changed since this page was opened .* Nothing has been sent/);
    assert.match(wordsOf(refused), /What you ask for Stop advertising/);
    assert.equal(await SubjectRequest.count(), 0);
    const sent = await send(hiddenFieldsIn(refused.text, '/ask/check'));
    assert.equal(sent.status, 303);
    assert.deepEqual(
      (await SubjectRequest.findAll()).map(({ right }) => right),
      ['marketing-objection'],
    );
  });

  it('is not sent without saying what its page showed', async () => {
    await fillIn(visitor);
    const { shown: _, ...fields } = await visitor.hiddenFields('/ask/check');
    assert.equal((await visitor.post('/ask/check').type('form').send(fields)).status, 409);
    assert.equal(await SubjectRequest.count(), 0);
  });

  it('asks nothing back of an unknown form key without the form’s own token', async () => {
    const fields = { formKey: 'x'.repeat(32) };
    assert.equal((await browser(app).post('/ask/check').type('form').send(fields)).status, 403);
  });

  it('opens nothing to a reader of the database', async () => {
    await ask(visitor);
    const { formKey } = await Submission.findOne({ rejectOnEmpty: true });
    assert.equal((await browser(app).post('/ask/check').type('form').send({ formKey })).status, 403);
  });

  it('shows the status link of this desk, whatever Host the visitor’s request names', async () => {
    const { confirmation, token } = await ask(visitor);
    const page = await visitor
      .get(confirmation)
      .set('Host', 'evil.example')
      .set('X-Forwarded-Host', 'evil.example');
    assert.ok(page.text.includes(`${desk.baseUrl}/status/${token}`));
    assert.doesNotMatch(page.text + JSON.stringify(page.headers), /evil/);
  });

  it('forgets the draft and its files once it is sent; the next form begins empty', async () => {
    await ask(visitor, { files: [{ name: 'a.txt', content: 'a' }] });
    assert.equal((await Draft.count()) + (await DraftFile.count()), 0);
    assert.doesNotMatch((await visitor.get('/ask')).text, / checked/);
  });

  it('makes another request from another form', async () => {
    await ask(visitor);
    await ask(visitor);
    assert.equal(await Submission.count(), 2);
  });

  it('confirms with the reference of each right, what happens next and the dates with their reasons', async () => {
    const { confirmation, requests, token } = await ask(visitor, { rights: ['access', 'erasure'] });
    const page = await visitor.get(confirmation);
    const words = wordsOf(page);
    for (const { reference } of requests) assert.ok(words.includes(reference));
    assert.match(words, /ada@example\.org/);
    assert.match(words, /Thursday 2 April 2026/);
    assert.match(
      words,
      /A period of one month from the day of receipt, Monday 2 March 2026 \(day 0, not counted\), ends on Thursday 2 April 2026/,
    );
    assert.ok(page.text.includes(`href="/status/${token}"`));
    assert.equal((await visitor.get(confirmation)).status, 200);
  });

  it('says by when the account is deleted and by when the rest, under a policy that promises it', async () => {
    await changeOrganisation(
      desk,
      { organisationId: desk.organisation.id, actor: 'user:1', role: 'administrator' },
      1,
      {
        ...desk.organisation.get(),
        languages: ['en', 'fr'],
        policy: 'scalingo-privacy@2015',
        calendar: 'FR-67',
      },
    );
    const { confirmation, token } = await ask(visitor);
    for (const path of [confirmation, `/status/${token}`]) {
      const words = wordsOf(await visitor.get(path));
      assert.match(
        words,
        /Close the account and delete its data by Tuesday 3 March 2026, 10:00 \(Paris\)/,
        path,
      );
      assert.match(words, /Delete the other data by Wednesday 1 April 2026/, path);
      assert.match(words, /Our reply to you by Thursday 2 April 2026/, path);
    }
    const status = wordsOf(await visitor.get(`/status/${token}`));
    assert.match(status, /No email\? Use a code instead/);
    assert.match(
      status,
      /Billing data Kept because the law on accounting requires it\. Legal ground: Art\. 17\(3\)\(b\)\./,
    );
    assert.match(
      status,
      /payment transactions .* No legal ground is given for this\. If we rely on it, we must give you one\./,
    );
  });

  it('keeps its confirmation out of caches, referrers and search engines', async () => {
    const { confirmation } = await ask(visitor);
    const { headers } = await visitor.get(confirmation);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.match(headers['x-robots-tag'] ?? '', /noindex/);
    assert.equal((await visitor.get(`/ask/sent/${'x'.repeat(43)}`)).status, 404);
  });

  it('is sent 30 times an hour from one address, then told when to try again with nothing lost', async () => {
    const limited = browser(appForTests(desk, { rateLimits: true }));
    await fillIn(limited);
    const fields = await limited.hiddenFields('/ask/check');
    const send = () => limited.post('/ask/check').type('form').send(fields);
    for (let sent = 0; sent < 30; sent += 1) assert.equal((await send()).status, 303);
    const refused = await send();
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    await fillIn(limited, { about: 'Still here' });
    assert.equal((await limited.submit('/ask/check')).status, 429);
    assert.match(wordsOf(await limited.get('/ask/check')), /Still here/);
  });
});
