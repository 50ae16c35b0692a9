import assert from 'node:assert/strict';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { statusTokenOf } from '../../models/submission/links.ts';
import { Submission } from '../../models/submission.ts';
import { appForTests, browser, hiddenFieldsIn } from '../support/app.ts';
import { promiseBy } from '../support/promises.ts';
import { received } from '../support/requests.ts';
import { type RequestAtHand, requestAtHand } from './requests/requestAtHand.ts';

const words = 'We found three accounts of hers';

describe('Changing the language of a page keeps what was typed', () => {
  let at: RequestAtHand;
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('in a form of the request page, with its files, and nothing is done', async () => {
    const page = await at.dpo.get(at.path('answer'));
    assert.match(page.text, /<form id="typing"/);
    assert.match(page.text, /<button class="link-button" type="submit" form="typing" name="go" value="fr"/);
    const files = [{ field: 'files', name: 'data.json', content: '{}' }];
    const french = await at.form('answer', { text: words, go: 'fr' }, files);
    assert.equal(french.status, 200);
    assert.match(french.text, /<html lang="fr">/);
    assert.ok(french.text.includes(words));
    assert.match(french.text, /data\.json/);
    assert.doesNotMatch(french.text, /error-summary/);
    assert.equal(await at.state(), 'open');
    assert.match((await at.dpo.get('/requests')).text, /<html lang="fr">/);
  });

  it('and is still told of what others did since they opened it', async () => {
    const before = hiddenFieldsIn((await at.dpo.get(at.path('answer'))).text, at.path('answer'));
    await at.done('assignment', { assignee: '' });
    const typed = { ...before, text: words, sending: 'mail', unconfirmed: 'Known' };
    const french = await at.dpo.post(at.path('answer')).field({ ...typed, go: 'fr' });
    const again = hiddenFieldsIn(french.text, at.path('answer'));
    assert.equal(again.version, before.version);
    assert.equal((await at.dpo.post(at.path('answer')).field({ ...typed, ...again })).status, 409);
  });

  it('where a request is logged by hand', async () => {
    const typed = { personName: 'Bo Example', about: words, rights: 'erasure', go: 'fr' };
    const { text, status } = await at.dpo.submit('/requests/new', typed);
    assert.equal(status, 200);
    assert.match(text, /<html lang="fr">[\s\S]*value="Bo Example"/);
    assert.ok(text.includes(words));
    assert.match(text, /value="erasure" checked/);
    assert.equal(await SubjectRequest.count(), 1);
  });

  it('in the settings of the organisation', async () => {
    const { text } = await at.dpo.submit('/settings/organisation', { name: 'Renamed', go: 'fr' });
    assert.match(text, /<html lang="fr">[\s\S]*value="Renamed"/);
  });

  const SETTINGS: [string, string, Record<string, string>][] = [
    [
      'users',
      '/settings/organisation/users',
      { email: 'new@example.org', name: 'Zoé Example', role: 'reader' },
    ],
    ['a row of the policy list', '/settings/policies/rows/new', { customer: 'Example Shop' }],
    ['a kind of data', '/settings/policies/categories/new', { en: 'Health data', id: 'health' }],
    ['a declared day', '/settings/dates/declared/new', { on: '2026-05-29', name: 'A day of mourning' }],
  ];
  for (const [what, address, typed] of SETTINGS)
    it(`in the settings: ${what}, and nothing is saved`, async () => {
      const page = await at.dpo.get(address);
      assert.match(page.text, /type="submit" form="typing" name="go" value="fr"/);
      const action = /id="typing" method="post" action="([^"]+)"/.exec(page.text)?.[1];
      const french = await at.dpo.submit(address, { ...typed, go: 'fr' }, { action });
      assert.equal(french.status, 200);
      assert.match(french.text, /<html lang="fr">/);
      for (const value of Object.values(typed)) assert.ok(french.text.includes(`value="${value}"`), value);
      assert.doesNotMatch(french.text, /error-summary/);
      for (const list of ['organisation/users', 'policies', 'dates'])
        assert.doesNotMatch(
          (await at.dpo.get(`/settings/${list}`)).text,
          /Zoé Example|Example Shop|Health data|mourning/,
        );
    });

  it('in the settings: a number of the organisation’s own', async () => {
    await promiseBy(at.desk, 'clever-cloud-privacy');
    const typed = { period: 'P20D', from: '2026-06-01', reason: 'Our promise', go: 'fr' };
    const french = await at.dpo.submit('/settings/policies', typed, { action: '/settings/policies/numbers' });
    assert.equal(french.status, 200);
    assert.match(
      french.text,
      /<html lang="fr">[\s\S]*value="P20D"[\s\S]*value="2026-06-01"[\s\S]*value="Our promise"/,
    );
    assert.doesNotMatch(french.text, /error-summary/);
  });

  it('in a message on the status page', async () => {
    const request = await received(at.desk, at.desk.organisation);
    const { formKey } = await Submission.findByPk(request.submissionId, { rejectOnEmpty: true });
    const path = `/status/${statusTokenOf(at.desk, formKey)}/${request.reference}/message`;
    const person = browser(appForTests(at.desk));
    const { text, status } = await person.submit(path, { message: words, go: 'fr' });
    assert.equal(status, 200);
    assert.match(text, /<html lang="fr">/);
    assert.ok(text.includes(words));
    assert.match(text, /<a[^>]*lang="fr"[^>]*aria-current|aria-current="true">Français/);
  });
});
