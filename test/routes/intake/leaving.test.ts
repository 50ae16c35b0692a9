import assert from 'node:assert/strict';
import { LANGUAGES } from '../../../domain/languages.ts';
import { Draft } from '../../../models/draft.ts';
import { detailsOf } from '../../../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { ADA, fillIn, wordsOf } from '../../support/publicForm.ts';

describe('Somebody who leaves a question of the form', () => {
  let desk: TestDesk;
  let visitor: Browser;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
  });
  const leave = async (path: string, go: string, typed: Record<string, string | string[]> = {}) =>
    String((await visitor.submit(path, { ...typed, go })).headers.location);
  const shown = async (path: string) => (await visitor.get(path)).text;

  it('by its way back finds there what they had typed, also what is no answer', async () => {
    await visitor.submit('/ask', { rights: ['erasure'] });
    await visitor.submit('/ask/behalf', { behalf: 'self' });
    const half = { name: 'Ada Example', email: 'ada at example', postalAddress: '1 Sample Street\nParis' };
    const before = await leave('/ask/who', 'back', half);
    assert.match(before, /^\/ask\/behalf\?form=/);
    assert.match(await shown(before), /value="self" checked/);
    const who = await shown('/ask/who');
    assert.match(who, /value="Ada Example"[\s\S]*value="ada at example"[\s\S]*1 Sample Street\nParis/);
    assert.doesNotMatch(who, /class="fault"/);
    const refused = await visitor.submit('/ask/who', half);
    assert.equal(refused.status, 422);
    assert.match(String((await visitor.submit('/ask/who', ADA)).headers.location), /^\/ask\/about/);
    assert.match(await shown('/ask/who'), /value="ada@example\.org"/);
  });

  it('into another language finds the same question in it, with what they had typed', async () => {
    const french = await leave('/ask', 'fr', { rights: ['access', 'portability'] });
    assert.match(french, /^\/ask\?form=[\w-]+&lang=fr$/);
    const page = await shown(french);
    assert.match(page, /<html lang="fr">/);
    assert.match(page, /value="access" checked[\s\S]*value="portability" checked/);
    const about = 'Words\nof several lines';
    await fillIn(visitor, { rights: ['access'] });
    assert.match(
      await shown(await leave('/ask/about', 'en', { about })),
      /<html lang="en">[\s\S]*>\nWords\nof several lines<\/textarea>/,
    );
  });

  it('with an answer has given it', async () => {
    await fillIn(visitor);
    await leave('/ask/about', 'back', { about: 'The invoices of May' });
    assert.match(wordsOf(await visitor.get('/ask/check')), /The invoices of May/);
    await visitor.submit('/ask/check');
    assert.equal(
      detailsOf(desk, await SubjectRequest.findOne({ rejectOnEmpty: true })).about,
      'The invoices of May',
    );
  });

  it('with what is no answer is led there again before anything is sent', async () => {
    await fillIn(visitor);
    const check = await visitor.hiddenFields('/ask/check', '/ask/check');
    await leave('/ask/about', 'back', { about: 'x'.repeat(20_001) });
    const sent = await visitor.post('/ask/check').type('form').send(check);
    assert.match(String(sent.headers.location), /^\/ask\/about\?/);
    assert.equal(await SubjectRequest.count(), 0);
    await visitor.submit('/ask/about', { about: 'Short' });
    assert.equal((await visitor.submit('/ask/check')).status, 303);
    assert.equal(await SubjectRequest.count(), 1);
  });

  it('from the check page comes back to it', async () => {
    await fillIn(visitor);
    const { form } = await visitor.hiddenFields('/ask/check', '/ask/check');
    assert.equal(await leave(`/ask/who?form=${form}&from=check`, 'back'), `/ask/check?form=${form}`);
    const french = await leave(`/ask/who?form=${form}&from=check`, 'fr', { ...ADA, name: 'Ada Lovelace' });
    assert.match(await shown(french), /name="from" value="check"[\s\S]*|value="Ada Lovelace"/);
    assert.match(wordsOf(await visitor.get('/ask/check')), /Ada Lovelace/);
  });

  it('takes the files along that they had chosen', async () => {
    await fillIn(visitor);
    const files = [{ field: 'files', name: 'one.txt', content: '1' }];
    const left = await visitor.submit('/ask/files', { go: 'back' }, { files });
    assert.match(String(left.headers.location), /^\/ask\/about\?/);
    assert.match(await shown('/ask/files'), /one\.txt/);
  });

  it('without having typed anything leaves nothing behind', async () => {
    assert.equal(await leave('/ask', 'back'), '/');
    assert.match(await leave('/ask', 'fr'), /&lang=fr$/);
    assert.equal(await Draft.count(), 0);
  });

  it('does so by buttons of its form, none of which the Enter key presses', async () => {
    await visitor.submit('/ask', { rights: ['access'] });
    for (const path of ['/ask/behalf', '/ask/who', '/ask/about', '/ask/files']) {
      const page = await shown(path);
      const buttons = [...page.matchAll(/<button[^>]*form="question"[^>]*>/g)].map(([button]) => button);
      assert.deepEqual(
        buttons.map((button) => /name="go" value="(\w+)"/.exec(button)?.[1]),
        [undefined, ...LANGUAGES.filter((language) => language !== 'en'), 'back'],
        path,
      );
      assert.match(page, /<form id="question"|<form[^>]* id="question"/);
      await visitor.submit('/ask/behalf', { behalf: 'self' });
      await visitor.submit('/ask/who', ADA);
    }
  });
});
