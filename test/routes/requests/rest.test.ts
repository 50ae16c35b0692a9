import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { Letter } from '../../../models/letter.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { statusTokenOf } from '../../../models/submission/links.ts';
import { Submission } from '../../../models/submission.ts';
import { appForTests, type Browser, signedIn, type TestApp, browser as visitor } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { allIsThere, answeredIncomplete, WHY } from '../../support/incompleteAnswer.ts';
import { lettersGoOut } from '../../support/post.ts';
import { wordsOf } from '../../support/publicForm.ts';

describe('The rest of an answer, on the pages', () => {
  let desk: TestDesk;
  let app: TestApp;
  let browser: Browser;
  let dpo: By;
  let request: SubjectRequest;
  const place = (rest = '') => `/requests/${request.reference}${rest}`;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    app = appForTests(desk);
    browser = await signedIn(app, 'dpo');
    ({ dpo, request } = await answeredIncomplete(desk));
  });
  const at = async (moment: string) => {
    desk.clock.set(moment);
    browser = await signedIn(app, 'dpo'); // the session has ended meanwhile
  };
  const sent = async (path: string, form: Record<string, string>) => {
    const after = await browser.submit(path, form);
    assert.equal(after.status, 303, wordsOf(after));
    await lettersGoOut(desk);
  };

  it('stands on the page of the request with its day and two ways, among the dates, and in the queue', async () => {
    const page = await browser.get(place());
    const words = wordsOf(page);
    assert.match(words, /The answer left incomplete\. Send the rest by Tuesday 1 December 2026\./);
    assert.ok(page.text.includes(`href="${place('/answer')}"`));
    assert.ok(page.text.includes(`href="${place('/answer/rest/end')}"`));
    assert.match(words, /Rest of the answer Announced for Tuesday 1 December 2026/);
    assert.match(
      words,
      /The answer of Monday 2 November 2026 said that the rest follows by Tuesday 1 December 2026\./,
    );
    assert.match(wordsOf(await browser.get('/requests')), /Rest of the answer/);
    await at('2026-12-04T09:00:00Z');
    assert.match(wordsOf(await browser.get('/requests')), /3 days late/);
  });

  it('cannot be passed over: the page that closes says why', async () => {
    const page = await browser.get(place('/closure'));
    assert.equal(page.status, 409);
    assert.match(wordsOf(page), /The rest of an answer that left incomplete is still to come\./);
  });

  it('is sent from there; the person sees both answers, and the log and the register have the second', async () => {
    await allIsThere(desk, dpo, request);
    const form = await browser.get(place('/answer'));
    assert.match(
      wordsOf(form),
      /The person has the answer of Monday 2 November 2026; its link and its files stay\./,
    );
    assert.match(wordsOf(form), /a\.json .* The person has it already\./);
    await at('2026-11-20T09:00:00Z');
    await sent(place('/answer'), { text: 'Here is the rest.', sending: 'mail' });
    const words = wordsOf(await browser.get(place()));
    assert.match(words, /Announced for Tuesday 1 December 2026, sent on Friday 20 November 2026/);
    assert.match(words, /Answer of Monday 2 November 2026: /);
    assert.match(words, /Rest, sent on Friday 20 November 2026: /);
    assert.match(words, /It completes the answer of Monday 2 November 2026\./);
    const submission = await Submission.findByPk(request.submissionId, { rejectOnEmpty: true });
    const status = await visitor(app).get(`/status/${statusTokenOf(desk, submission.formKey)}`);
    assert.match(wordsOf(status), /Our answer of Monday 2 November 2026: Your answer is ready\./);
    assert.match(
      wordsOf(status),
      /The rest, sent on Friday 20 November 2026; it completes the answer of Monday 2 November 2026:/,
    );
    const csv = await browser.get('/requests.csv?view=all');
    assert.match(csv.text, /Rest announced for.*Rest sent/);
    assert.match(csv.text, /2026-12-01.*2026-11-20/);
  });

  it('ends by a letter with its reason, in French too', async () => {
    const page = await browser.get(place('/answer/rest/end?lang=fr'));
    assert.match(wordsOf(page), /Rien ne suivra/);
    await browser.get(place('?lang=en'));
    await sent(place('/answer/rest/end'), { reason: 'The shop has deleted it.', sending: 'mail' });
    assert.equal(await Letter.count({ where: { kind: 'rest-ended', state: 'sent' } }), 1);
    const words = wordsOf(await browser.get(place()));
    assert.match(words, /on Monday 2 November 2026 the person was told that it does not follow/);
    assert.match(words, /Everything is done\. Close the request\./);
  });

  it('leaves incomplete again only with a reason and a new day', async () => {
    const refused = await browser.submit(place('/answer'), { text: 'A part.', sending: 'mail' });
    assert.equal(refused.status, 422);
    await sent(place('/answer'), { text: 'A part.', sending: 'mail', ...WHY, followsOn: '2026-12-15' });
    assert.match(wordsOf(await browser.get(place())), /Send the rest by Tuesday 15 December 2026\./);
  });
});
