import assert from 'node:assert/strict';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { nameCategory, promiseFor } from '../../support/promises.ts';
import { ADA, ask, wordsOf } from '../../support/publicForm.ts';

const plain = (page: { text: string }) => wordsOf(page).replace(/[\u2066-\u2069]/g, '');

describe('The public form of an organisation with several policies', () => {
  let desk: TestDesk;
  let visitor: Browser;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
  });

  /** Answers a question, and gives where that leads. */
  const answer = async (path: string, fields: Record<string, string | string[]>) => {
    const { status, headers, text } = await visitor.submit(path, fields);
    assert.equal(status, 303, text);
    return (headers.location ?? '').split('?')[0];
  };
  const send = async () => {
    await answer('/ask/behalf', { behalf: 'self' });
    await answer('/ask/who', ADA);
    await answer('/ask/about', { about: '' });
    await answer('/ask/files', {});
    const check = plain(await visitor.get('/ask/check'));
    assert.equal((await visitor.submit('/ask/check')).status, 303);
    return { check, request: (await SubjectRequest.findOne({ order: [['id', 'DESC']] })) as SubjectRequest };
  };

  it('asks nothing of it where the organisation has one policy', async () => {
    const { request } = await ask(visitor); // from the rights to the person, as ever
    assert.deepEqual([request.policyId, request.residence, request.decidedBy], ['gdpr-eu', null, '{}']);
    assert.equal((await visitor.get('/ask/residence')).status, 303);
  });

  it('asks where the person lives where that decides, by the countries that do and one answer for all others', async () => {
    await promiseFor(desk, { residence: 'CH' }, 'fadp-ch');
    await promiseFor(desk, { residence: 'GB' }, 'uk-gdpr');
    assert.equal(await answer('/ask', { rights: 'access' }), '/ask/residence');
    const page = await visitor.get('/ask/residence');
    assert.match(
      plain(page),
      /Question 2 of 6.*Where do you live.*Switzerland.*United Kingdom.*In another country/,
    );
    assert.deepEqual(
      [...page.text.matchAll(/name="residence"[^>]*value="(\w+)"/g)].map(([, value]) => value),
      ['CH', 'GB', 'none'],
    );
    const nothing = await visitor.submit('/ask/residence', {});
    assert.equal(nothing.status, 422);
    assert.equal(await answer('/ask/residence', { residence: 'CH' }), '/ask/behalf');
    const { check, request } = await send();
    assert.match(check, /Where you live Switzerland/);
    assert.deepEqual([request.policyId, request.residence], ['fadp-ch', 'CH']);
  });

  it('takes no country for an answer that decides nothing', async () => {
    await promiseFor(desk, { residence: 'CH' }, 'fadp-ch');
    await answer('/ask', { rights: 'access' });
    assert.equal((await visitor.submit('/ask/residence', { residence: 'FR' })).status, 422);
    assert.equal(await answer('/ask/residence', { residence: 'none' }), '/ask/behalf');
    const { check, request } = await send();
    assert.match(check, /Where you live Not stated/);
    assert.deepEqual([request.policyId, request.residence], ['gdpr-eu', null]);
  });

  it('asks in French what kind of data it is about, in the organisation’s words', async () => {
    await nameCategory(desk, 'health', 'Health data', 'Données de santé');
    await promiseFor(desk, { category: 'health' }, 'scalingo-privacy@2025');
    await answer('/ask', { rights: 'access' });
    const french = await visitor.get('/ask/category').set('Accept-Language', 'fr');
    assert.match(plain(french), /De quel type de données s’agit-il.*Données de santé.*Aucune de celles-ci/);
    assert.equal(await answer('/ask/category', { category: 'health' }), '/ask/behalf');
    const { request } = await send();
    assert.deepEqual([request.policyId, request.category], ['scalingo-privacy', 'health']);
  });

  it('asks no more once an answer has decided, and shows nobody for whom the organisation works', async () => {
    await promiseFor(desk, { customer: 'Acme SA' }, 'scalingo-dpa');
    await promiseFor(desk, { residence: 'CH' }, 'fadp-ch');
    assert.equal(await answer('/ask', { rights: 'access' }), '/ask/customer');
    assert.doesNotMatch((await visitor.get('/ask/customer')).text, /Acme/);
    assert.equal(await answer('/ask/customer', { customer: 'Somebody else' }), '/ask/residence');
    assert.equal(await answer('/ask/customer', { customer: 'ACME sa' }), '/ask/behalf');
    const { check, request } = await send();
    assert.match(check, /Company that runs the service ACME sa/);
    assert.doesNotMatch(check, /Where you live/);
    assert.deepEqual([request.policyId, request.customer], ['scalingo-dpa', 'ACME sa']);
  });

  it('asks for another right where the policy that applies does not have it, and says which', async () => {
    await promiseFor(desk, { residence: 'CH' }, 'fadp-ch');
    const offered = (await visitor.get('/ask')).text;
    assert.match(offered, /value="consent-withdrawal"/); // Art. 7(3) GDPR; the Swiss law does not have it
    await answer('/ask', { rights: ['access', 'consent-withdrawal'] });
    const { headers } = await visitor.submit('/ask/residence', { residence: 'CH' });
    assert.match(headers.location ?? '', /^\/ask\?form=/);
    const page = await visitor.get(headers.location ?? '');
    assert.match(plain(page), /Please check your choice.*do not provide for: Withdraw my consent/);
    assert.doesNotMatch(page.text, /value="consent-withdrawal"/);
    assert.match(page.text, /value="access" checked/);
    assert.equal(await answer('/ask', { rights: 'access' }), '/ask/residence');
    assert.equal(await answer('/ask/residence', { residence: 'CH' }), '/ask/behalf');
  });

  it('asks again where the list has changed while the form was filled in', async () => {
    await answer('/ask', { rights: 'access' });
    await answer('/ask/behalf', { behalf: 'self' });
    await answer('/ask/who', ADA);
    await answer('/ask/about', { about: '' });
    await answer('/ask/files', {});
    const fields = await visitor.hiddenFields('/ask/check', '/ask/check');
    await promiseFor(desk, { residence: 'CH' }, 'fadp-ch');
    const sent = await visitor.post('/ask/check').type('form').send(fields);
    assert.equal(sent.headers.location?.split('?')[0], '/ask/residence');
    assert.equal(await SubjectRequest.count(), 0);
  });
});
