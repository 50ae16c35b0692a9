import assert from 'node:assert/strict';
import { appForTests, browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';

const wordsOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('The simulator, for what one law or document alone has', () => {
  let app: TestApp;
  before(async () => {
    app = appForTests(await deskForTests({ at: '2026-11-02T09:00:00Z' }));
  });
  const tried = async (policy: string, inputs: Record<string, string>) => {
    const { status, text } = await browser(app).get(`/policies/${policy}/try`).query(inputs);
    assert.equal(status, 200, wordsOf(text));
    return { text, words: wordsOf(text) };
  };

  it('United Kingdom: a complaint of 1 July 2026 by 30 July, and none before 19 June (DPA 2018 s.164A)', async () => {
    const { text, words } = await tried('uk-gdpr', {
      received: '2026-07-01',
      'complaint-received': '2026-07-01',
    });
    assert.match(words, /Complaint .*Acknowledge a complaint .*Thursday 30 July 2026/);
    assert.match(text, /name="complaint-received"/);
    const early = await tried('uk-gdpr', { received: '2026-07-01', 'complaint-received': '2026-06-18' });
    assert.match(early.words, /this rule did not apply yet: it applies from Friday 19 June 2026 on/);
    const french = await tried('uk-gdpr', {
      received: '2026-07-01',
      'complaint-received': '2026-07-01',
      lang: 'fr',
    });
    assert.match(french.words, /Réclamation .*Accusé de réception d’une réclamation/);
  });

  it('United Kingdom: the version of the day of receipt, the former one before 5 February 2026', async () => {
    assert.match((await tried('uk-gdpr', { received: '2026-02-04' })).words, /version 2021/);
    assert.match((await tried('uk-gdpr', { received: '2026-02-05' })).words, /version 2026/);
  });

  it('Switzerland: the day that the notice announces', async () => {
    const { text, words } = await tried('fadp-ch', {
      received: '2026-03-02',
      'extension-notice-sent': '2026-03-30',
      'extension-until': '2026-05-20',
    });
    assert.match(words, /By Wednesday 20 May 2026/);
    assert.match(text, /name="extension-until"/);
    assert.match(words, /The day that the notice announces for the answer Wednesday 20 May 2026/);
  });

  it('California and Brazil: what changes nothing can be told, and the reasons say that it changes nothing', async () => {
    const asked = { received: '2026-03-02', 'identity-asked': '2026-03-04' };
    const { text, words } = await tried('ccpa', asked);
    assert.match(text, /name="identity-asked"/);
    assert.match(words, /Thursday 16 April 2026/);
    assert.match(
      words,
      /Proof of identity was asked for on Wednesday 4 March 2026: this deadline is not paused by that/,
    );
    const extended = await tried('lgpd-br', {
      received: '2026-03-02',
      'extension-notice-sent': '2026-03-10',
    });
    assert.match(extended.words, /Tuesday 17 March 2026/);
    assert.match(
      extended.words,
      /notice of an extension that went out on Tuesday 10 March 2026 has no effect here/,
    );
  });

  it('French health records: eight days, and the two months as a day to plan by', async () => {
    const { words } = await tried('sante-fr', { received: '2026-03-02' });
    assert.match(words, /First date: Give access to the information on health, Tuesday 10 March 2026/);
    assert.match(words, /Days to plan by .*more than five years old.* Saturday 2 May 2026/);
  });

  it('Camunda, for staff: the yearly review of the access control policy (CD-A2b)', async () => {
    const reader = await signedIn(app, 'reader');
    const address = '/policies/camunda-dpa/try?received=2026-04-02&access-policy-assessed=2026-04-02';
    const words = wordsOf((await reader.get(address)).text);
    assert.match(words, /Regular review .*Assess the access control policy .*Friday 2 April 2027/);
  });
});
