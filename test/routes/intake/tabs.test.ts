import assert from 'node:assert/strict';
import { Draft } from '../../../models/draft.ts';
import { DraftFile } from '../../../models/draftFile.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser, hiddenFieldsIn, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { ADA, fillIn, wordsOf } from '../../support/publicForm.ts';
import { visited } from '../../support/visited.ts';

/** A tab of a browser: it goes where the pages lead. */
class Tab {
  readonly browser: Browser;
  text = '';
  address = '';
  status = 0;
  constructor(of: Browser) {
    this.browser = of;
  }

  async open(address: string): Promise<this> {
    const { text, headers, status } = await this.browser.get(address);
    if (status === 303) return this.open(headers.location ?? '');
    return Object.assign(this, { text, address, status });
  }

  /** Sends the form of the page that is open, and goes on. */
  async send(fields: Record<string, string | string[]> = {}, action = this.address.split('?')[0] ?? '') {
    const all = { ...hiddenFieldsIn(this.text, action), ...fields };
    const sent = await this.browser.post(action).type('form').send(all);
    if (sent.status === 303) return this.open(sent.headers.location ?? '');
    return Object.assign(this, { text: sent.text, status: sent.status });
  }

  async fill(right: string, name: string): Promise<this> {
    await this.send({ rights: [right] });
    await this.send({ behalf: 'self' });
    await this.send({ ...ADA, name });
    await this.send({ about: `About ${name}` });
    return this.send();
  }

  /** The address of a link with these words. */
  link(words: string): string {
    const href = new RegExp(`href="([^"]*)"[^>]*>${words}<`).exec(this.text)?.[1];
    assert.ok(href, `no link "${words}"`);
    return href.replaceAll('&amp;', '&');
  }
}

describe('Two tabs with the public form', () => {
  let desk: TestDesk;
  let visitor: Browser;
  const tab = () => new Tab(visitor);
  const sent = async () =>
    (await SubjectRequest.findAll({ order: ['id'] })).map(
      ({ right, personName }) => `${right}: ${personName}`,
    );
  beforeEach(async () => {
    ({ desk, visitor } = await visited());
  });

  it('that were begun separately are two forms: each sends its own', async () => {
    const [one, two] = [await tab().open('/ask'), await tab().open('/ask')];
    await one.fill('erasure', 'Ada');
    await two.fill('marketing-objection', 'Bo');
    assert.match(wordsOf(one), /Ada .* About Ada/);
    await one.send();
    assert.deepEqual(await sent(), ['erasure: Ada']);
    await two.send();
    assert.deepEqual(await sent(), ['erasure: Ada', 'marketing-objection: Bo']);
    assert.equal(await Draft.count(), 0);
  });

  it('on the same form: the button sends what its page showed, or shows what it is now', async () => {
    const one = await tab().open('/ask');
    await one.fill('erasure', 'Ada');
    const two = await tab().open('/ask');
    await two.open(two.link('Continue'));
    await two.open(two.link('Change'));
    await two.send({ rights: ['marketing-objection'] });
    assert.match(two.address, /^\/ask\/check\?/);
    await one.send();
    assert.equal(one.status, 409);
    assert.match(wordsOf(one), /What you ask for Stop advertising/);
    assert.deepEqual(await sent(), []);
    await one.send();
    assert.deepEqual(await sent(), ['marketing-objection: Ada']);
  });

  it('keep their forms apart through faults, files and changes of language', async () => {
    const [one, two] = [await tab().open('/ask'), await tab().open('/ask')];
    await one.fill('erasure', 'Ada');
    await two.send({ rights: ['access'] });
    await two.send({ behalf: 'self' });
    await two.send({ name: '' });
    assert.equal(two.status, 422);
    await two.send({ name: 'Bo', go: 'fr' });
    assert.match(two.text, /value="Bo"/);
    assert.match(wordsOf(two), /Question 3 sur 5/);
    await two.send({ ...ADA, name: 'Bo' });
    await one.send();
    assert.equal(one.status, 409, 'its page was in English');
    await one.send();
    assert.deepEqual(await sent(), ['erasure: Ada']);
    await two.send({ about: 'Bo alone' });
    await two.send();
    await two.send();
    assert.deepEqual(await sent(), ['erasure: Ada', 'access: Bo']);
  });

  it('send a form once, from whichever and however often', async () => {
    const one = await tab().open('/ask');
    await one.fill('erasure', 'Ada');
    const two = await tab().open(one.address);
    const again = Object.assign(tab(), { text: one.text, address: one.address });
    for (const each of [one, two, again]) await each.send();
    assert.deepEqual(await sent(), ['erasure: Ada']);
    assert.deepEqual([two.address, again.address], [one.address, one.address]);
  });

  it('begin one form with two clicks at once, and with the page that Back shows again', async () => {
    await (await tab().open('/ask')).send({ rights: ['access'] }); // the browser has its secret
    const page = await tab().open(`/ask?form=${'a'.repeat(12)}`);
    const click = () =>
      Object.assign(tab(), { text: page.text, address: page.address }).send({ rights: ['erasure'] });
    const clicks = await Promise.all([click(), click(), click()]);
    await click();
    assert.equal(new Set(clicks.map(({ address }) => address)).size, 1);
    assert.equal(await Draft.count(), 2);
  });

  it('are guessed by nobody: an address that names no form means the only one, and where there are two it asks', async () => {
    const one = await tab().open('/ask');
    await one.fill('erasure', 'Ada');
    assert.match(wordsOf(await tab().open('/ask/behalf')), /Question 2 of 5/);
    const two = await tab().open('/ask');
    await two.open(two.link('Start a new request'));
    await two.send({ rights: ['access'] });
    for (const path of ['/ask', '/ask/behalf', '/ask/files', '/ask/check']) {
      const page = await tab().open(path);
      assert.match(wordsOf(page), /Requests were started in this browser They have not been sent/, path);
      assert.doesNotMatch(page.text, /\bAda\b/, path);
    }
    const { form: _, ...unnamed } = hiddenFieldsIn(one.text, '/ask/check');
    await visitor
      .post('/ask/about')
      .type('form')
      .send({ ...unnamed, about: 'Of neither' });
    assert.equal(await Draft.count(), 3);
    await one.send();
    assert.deepEqual(await sent(), ['erasure: Ada']);
  });

  it('of two organisations, one at the root, have nothing to do with each other', async () => {
    await anotherOrganisation(desk);
    await fillIn(visitor, { about: 'For the first' });
    const there = await tab().open('/o/other/ask');
    assert.doesNotMatch(wordsOf(there), /started in this browser/);
    assert.match(wordsOf(await tab().open('/ask')), /started in this browser/);
  });
});

describe('Somebody who comes to a computer that others use', () => {
  let app: TestApp;
  let visitor: Browser;
  const tab = () => new Tab(visitor);
  beforeEach(async () => {
    app = appForTests(await deskForTests());
    visitor = browser(app);
    const files = [{ name: 'my-letter.txt', content: 'x' }];
    await fillIn(visitor, { who: { ...ADA, postalAddress: '1 Sample Street' }, about: 'My illness', files });
  });
  const WORDS = /Ada|ada@example|Sample Street|illness|my-letter|" checked/;

  it('is asked whether to go on or to begin anew, and sees nothing of what was written', async () => {
    const page = await tab().open('/ask');
    assert.match(wordsOf(page), /A request was started in this browser It has not been sent\. Was it you\?/);
    assert.match(wordsOf(page), /Last changed on Monday 2 March 2026, 10:00 \(Paris\)/);
    assert.doesNotMatch(page.text, WORDS);
    const anew = await page.open(page.link('Start a new request'));
    assert.match(wordsOf(anew), /Question 1 of 5/);
    await anew.send({ rights: ['access'] });
    assert.doesNotMatch(anew.text, WORDS);
    assert.match(wordsOf(anew), /Question 2 of 5/);
  });

  it('goes on where they stopped', async () => {
    const page = await tab().open('/ask');
    await page.open(page.link('Continue'));
    assert.match(wordsOf(page), /Ada Example .* my-letter\.txt/);
  });

  it('can delete what was written, on each page of the form, with its files', async () => {
    const { form } = await visitor.hiddenFields('/ask/check', '/ask/check');
    for (const path of ['/ask', '/ask/who', '/ask/behalf', '/ask/about', '/ask/files', '/ask/check'])
      assert.match(wordsOf(await tab().open(`${path}?form=${form}`)), /Delete what I wrote/, path);
    const page = await tab().open(`/ask/about?form=${form}`);
    const fields = hiddenFieldsIn(page.text, '/ask/deletion');
    const deleted = await visitor.post('/ask/deletion').type('form').send(fields);
    assert.deepEqual([deleted.status, deleted.headers.location], [303, '/ask/deleted']);
    assert.equal(deleted.headers['clear-site-data'], '"cache"');
    assert.match(String(deleted.headers['set-cookie']), /draft=; Path=\/ask; Expires=Thu, 01 Jan 1970/);
    assert.equal((await Draft.count()) + (await DraftFile.count()), 0);
    assert.match(wordsOf(await tab().open('/ask/deleted')), /What you wrote has been deleted/);
    const after = await tab().open(`/ask/about?form=${form}`);
    assert.match(wordsOf(after), /Your earlier answers are no longer here/);
    assert.doesNotMatch(after.text, WORDS);
  });

  it('deletes only the form that they are in, or all that were begun there', async () => {
    const page = await tab().open('/ask');
    const all = hiddenFieldsIn(page.text, '/ask/deletion');
    await page.open(page.link('Start a new request'));
    await page.send({ rights: ['access'] });
    assert.match(wordsOf(await tab().open('/ask')), /They have not been sent/);
    await page.send({}, '/ask/deletion');
    assert.equal(await Draft.count(), 1);
    assert.equal(await DraftFile.count(), 1);
    await visitor.post('/ask/deletion').type('form').send(all);
    assert.equal((await Draft.count()) + (await DraftFile.count()), 0);
  });

  it('deletes nothing by a form that no page of ours made, and nothing of another browser', async () => {
    const { form } = await visitor.hiddenFields('/ask/check', '/ask/check');
    assert.equal((await visitor.post('/ask/deletion').type('form').send({ form })).status, 403);
    const stranger = browser(app);
    const fields = await stranger.hiddenFields('/ask', '/ask');
    const answer = await stranger
      .post('/ask/deletion')
      .type('form')
      .send({ ...fields, form });
    assert.equal(answer.status, 303);
    assert.equal(await Draft.count(), 1);
  });

  it('sends nothing that was deleted in another tab, and is told so', async () => {
    const check = await tab().open('/ask/check');
    const other = await tab().open(check.address);
    await other.send({}, '/ask/deletion');
    await check.send();
    assert.match(wordsOf(check), /They were deleted, or were more than 24 hours old\. Nothing was sent/);
    assert.equal(await SubjectRequest.count(), 0);
  });
});
