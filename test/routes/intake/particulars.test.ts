import assert from 'node:assert/strict';
import { Letter } from '../../../models/letter.ts';
import { detailsOf } from '../../../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { type Browser, signedIn, type TestApp } from '../../support/app.ts';
import type { TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { ADA, ask, latestLetter, wordsOf } from '../../support/publicForm.ts';
import { visited } from '../../support/visited.ts';

describe('The questions that follow from the rights', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
  });

  /** Up to what it is about. */
  async function begin(rights: string[]): Promise<void> {
    await visitor.submit('/ask', { rights });
    await visitor.submit('/ask/behalf', { behalf: 'self' });
    await visitor.submit('/ask/who', ADA);
  }
  const requestFor = (right: string) => SubjectRequest.findOne({ where: { right }, rejectOnEmpty: true });

  it('are those of the one right: what is wrong and what is right', async () => {
    await begin(['rectification']);
    const { text } = await visitor.get('/ask/about');
    assert.match(text, /name="rectification-wrong"[\s\S]*name="rectification-right"/);
    assert.doesNotMatch(text, /name="(access|objection)-|class="group/);
  });

  it('stand under the name of each of several rights, and go with the request of that right alone', async () => {
    await begin(['rectification', 'objection']);
    const { text } = await visitor.get('/ask/about');
    assert.equal(text.match(/<fieldset class="group/g)?.length, 2);
    const about = {
      'rectification-wrong': 'The street number 12',
      'rectification-right': 'Number 21',
      'objection-processing': 'A profile of what I read',
      'objection-reason': 'I am a judge',
      about: 'Since last May',
    };
    await visitor.submit('/ask/about', about);
    const check = wordsOf(await visitor.get('/ask/check'));
    assert.match(check, /Correct my data What is wrong: The street number 12 What is right: Number 21/);
    assert.match(
      check,
      /Object to a use of my data Which use: A profile of what I read Reason: I am a judge/,
    );
    assert.match(check, /About Since last May/);
    await visitor.submit('/ask/check');
    const objection = await requestFor('objection');
    const particulars = { processing: 'A profile of what I read', reason: 'I am a judge' };
    assert.deepEqual(detailsOf(desk, objection), { about: 'Since last May', particulars });
    const dpo = await signedIn(app, 'dpo');
    const page = wordsOf(await dpo.get(`/requests/${objection.reference}`));
    assert.match(page, /What the person wrote Which use A profile of what I read Reason I am a judge Since/);
    assert.doesNotMatch(page, /Number 21/);
  });

  it('say the ground of a restriction in words, and keep it by its letter of the law', async () => {
    await begin(['restriction']);
    await visitor.submit('/ask/about', { 'restriction-ground': 'claims', 'restriction-which': 'My calls' });
    const check = wordsOf(await visitor.get('/ask/check'));
    assert.match(check, /Why: You no longer need it, but I need it for a legal claim/);
    await visitor.submit('/ask/check');
    const { particulars } = detailsOf(desk, await requestFor('restriction'));
    assert.deepEqual(particulars, { ground: 'claims', which: 'My calls' });
  });

  it('keep what was typed when a person goes back or changes the language', async () => {
    await begin(['consent-withdrawal']);
    await visitor.submit('/ask/about', { go: 'fr', 'consent-withdrawal-consent': 'La newsletter' });
    const { text } = await visitor.get('/ask/about?lang=fr');
    assert.match(text, /Quel consentement retirez-vous[\s\S]*La newsletter/);
  });

  it('refuse an answer that is too long beside its field, and keep it there', async () => {
    await begin(['portability']);
    const { status, text } = await visitor.submit('/ask/about', { 'portability-format': 'x'.repeat(5001) });
    assert.equal(status, 422);
    assert.match(text, /id="portability-format-error"/);
  });

  for (const right of ['marketing-objection', 'consent-withdrawal'])
    it(`leave a ${right} counting at once: no mailbox, no link, no question who it is`, async () => {
      const { request, confirmation } = await ask(visitor, { rights: [right] });
      assert.equal(request.status, 'open');
      assert.doesNotMatch(wordsOf(await visitor.get(confirmation)), /Check your email/);
      assert.equal((await latestLetter(desk, 'receipt')).links.confirm, undefined);
      const dpo = await signedIn(app, 'dpo');
      const page = wordsOf(await dpo.get(`/requests/${request.reference}`));
      assert.match(page, /Identity Not needed: this right counts at once/);
      const next = page.slice(page.indexOf('Next step'), page.indexOf('What the person wrote'));
      assert.doesNotMatch(next, /who is asking|identity|confirm/i);
    });

  it('leave a request beside it waiting for its mailbox, and confirm what needs it', async () => {
    const { requests, confirmation } = await ask(visitor, { rights: ['access', 'marketing-objection'] });
    assert.deepEqual(
      requests.map(({ right, status }) => `${right} ${status}`),
      ['access unverified', 'marketing-objection open'],
    );
    assert.match(wordsOf(await visitor.get(confirmation)), /Check your email/);
    const { links } = await latestLetter(desk, 'receipt');
    await lettersGoOut(desk);
    const sent = await Letter.count({ where: { kind: 'receipt', state: 'sent' } });
    assert.equal(sent, 1);
    const path = new URL(links.confirm ?? '').pathname;
    await visitor.submit(path);
    assert.equal((await requestFor('access')).status, 'open');
  });
});
