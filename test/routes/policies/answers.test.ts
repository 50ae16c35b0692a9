import assert from 'node:assert/strict';
import { appForTests, browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';

describe('What an answer must contain, by a policy', () => {
  let app: TestApp;
  before(async () => {
    app = appForTests(await deskForTests());
  });
  const read = async (path: string) => {
    const page = await browser(app).get(path);
    return { status: page.status, words: wordsOf(page) };
  };

  it('is read by anyone: each right with its articles', async () => {
    const { status, words } = await read('/policies/gdpr-eu/answers');
    assert.equal(status, 200);
    assert.match(words, /Art\. 15\(1\)\(c\) GDPR Who received them or will, by name/);
    assert.match(words, /Art\. 17\(3\) GDPR What is kept: on which ground, and until when/);
    assert.match(words, /Art\. 19 GDPR That each recipient was told, or why that is impossible/);
    assert.match(words, /Art\. 20\(1\) GDPR A structured, commonly used and machine-readable format/);
    assert.doesNotMatch(words, /%/);
  });

  it('is read in French and in German', async () => {
    assert.match(
      (await read('/policies/gdpr-eu/answers?lang=fr')).words,
      /art\. 15\(1\)\(c\) du RGPD Qui les a reçues ou les recevra, nommément/,
    );
    assert.match(
      (await read('/policies/gdpr-eu/answers?lang=de')).words,
      /Was bleibt: aus welchem Grund, und bis wann/,
    );
  });

  it('says so where the desk has no list for a law', async () => {
    const { status, words } = await read('/policies/fadp-ch/answers');
    assert.equal(status, 200);
    assert.match(words, /For this law the desk has no such list/);
  });

  it('is linked from the page of the policy; a policy that is not there has none', async () => {
    const desk = await signedIn(app, 'dpo');
    const { text } = await desk.get('/policies/gdpr-eu');
    assert.match(text, /href="\/policies\/gdpr-eu\/answers"/);
    assert.equal((await read('/policies/no-such/answers')).status, 404);
  });
});
