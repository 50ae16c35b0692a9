import assert from 'node:assert/strict';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy, promiseFor } from '../../support/promises.ts';
import { wordsOf } from '../../support/publicForm.ts';

const plain = (page: { text: string }) => wordsOf(page).replace(/[\u2066-\u2069]/g, '');

describe('What one may ask, on the first page', () => {
  let desk: TestDesk;
  let visitor: Browser;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
  });
  const home = async (language = 'en') => plain(await visitor.get(`/?lang=${language}`));

  it('gives the real periods of the policy: an account deleted within 24 hours, the rest within 30 days', async () => {
    await promiseBy(desk, 'scalingo-privacy@2015');
    const said = await home();
    assert.match(said, /Our reply to you: within one month\. See my data/);
    assert.equal(said.match(/Our reply to you/g)?.length, 1, 'what holds for every right is said once');
    assert.match(said, /Delete my data .*?: within 24 hours\. .*?: within 30 days\. Limit/);
    assert.match(await home('fr'), /Notre réponse : sous un mois\./);
  });

  it('says when advertising stops', async () => {
    await promiseBy(desk, 'gdpr-eu');
    assert.match(await home(), /Stop advertising .*? Stop the marketing: within 24 hours\./);
  });

  it('names the law beside a period where several apply: one month (GDPR), 30 days (FADP)', async () => {
    await promiseBy(desk, 'gdpr-eu');
    await promiseFor(desk, { residence: 'CH' }, 'fadp-ch');
    const said = await home();
    assert.match(
      said,
      /Our reply to you: within 30 days \(FADP\)\. Our reply to you: within one month \(GDPR\)\./,
    );
    assert.match(said, /\(Art\. 77 GDPR\) and go to court \(Art\. 79 GDPR\)/);
    assert.match(said, /go to a civil court \(Art\. 32\(2\) FADP\)\. You can also report the case/);
  });

  it('names the law alone that applies: under the CCPA 45 days, and its authority', async () => {
    await promiseBy(desk, 'ccpa');
    const said = await home();
    assert.match(said, /Our reply to you: within 45 days\./);
    assert.match(said, /Confirm receipt .*?: within 10 working days\./);
    assert.match(said, /The authority: California Privacy Protection Agency, https:\/\/cppa\.ca\.gov/);
    assert.doesNotMatch(said, /CNIL|GDPR|month/);
  });

  it('leads to the laws that apply and to no other', async () => {
    await promiseBy(desk, 'gdpr-eu');
    await promiseFor(desk, { residence: 'CH' }, 'fadp-ch');
    const { text } = await visitor.get('/policies');
    const offered = [...text.matchAll(/"\/policies\/([a-z-]+)"/g)].map(([, id]) => id);
    assert.deepEqual([...new Set(offered)], ['fadp-ch', 'gdpr-eu']);
  });
});
