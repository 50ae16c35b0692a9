import assert from 'node:assert/strict';
import { detailsOf } from '../../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { ADA, ask, fillIn, wordsOf } from '../../support/publicForm.ts';

const WHO = '/ask/who';

describe('Names and addresses in the public form', () => {
  let desk: TestDesk;
  let visitor: Browser;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
  });

  const send = async (who: Record<string, string>) => {
    await visitor.submit('/ask', { rights: ['access'] });
    await visitor.submit('/ask/behalf', { behalf: 'self' });
    return visitor.submit(WHO, { ...ADA, ...who });
  };
  const fault = (text: string, field: string) =>
    new RegExp(`id="${field}-error">.*?</span> (.*?)</p>`).exec(text)?.[1];

  it('are kept without what nobody sees, and shown so before they are sent', async () => {
    const who = {
      name: '\u202eA\u200bda  Example',
      email: ' \u202aada@example.org\u202c',
    };
    const behalf = {
      behalf: 'other',
      otherName: 'B\u00ado Example\u2067',
      otherNumber: 'C-\u200d17',
      relation: 'mo\u200bther',
    };
    const { request } = await ask(visitor, { who, behalf });
    assert.deepEqual([request.personName, request.personEmail], ['Ada Example', 'ada@example.org']);
    const { behalf: kept } = detailsOf(desk, request as SubjectRequest);
    assert.deepEqual([kept?.customerNumber, kept?.name, kept?.relation], ['C-17', 'Bo Example', 'mother']);
  });

  it('keep the joiners of scripts that need them', async () => {
    const { request } = await ask(visitor, { who: { ...ADA, name: 'می\u200cنا' } });
    assert.equal(request.personName, 'می\u200cنا');
  });

  it('have a letter or a digit', async () => {
    for (const name of ['\u3164', '.', '👩']) {
      const page = await send({ name });
      assert.deepEqual(
        [page.status, fault(page.text, 'name')],
        [422, name === '\u3164' ? 'Enter your name.' : 'Enter a name with at least one letter or digit.'],
      );
    }
    await fillIn(visitor);
    const page = await visitor.submit('/ask/behalf', { behalf: 'other', otherName: '-', relation: 'mother' });
    assert.match(fault(page.text, 'otherName') ?? '', /at least one letter or digit/);
  });

  for (const [what, email, sentence] of [
    ['a label over 63', `ada@${'a'.repeat(64)}.example`, /at most 63 letters, digits and hyphens/],
    ['a hyphen at its end', 'ada@example-.org', /no hyphen at either end/],
    ['figures as its last label', 'ada@example.123', /at least two letters/],
    ['a dot at its end', 'ada@example.org.', /Check the dots/],
    ['two dots together', 'a..da@example.org', /Check the dots/],
  ] as const)
    it(`are refused beside their field where mail cannot go: ${what}`, async () => {
      const page = await send({ email });
      assert.equal(page.status, 422);
      assert.match(fault(page.text, 'email') ?? '', sentence);
      assert.ok(page.text.includes(`value="${email}"`));
    });

  it('and texts with control characters come back without them, for their author to check', async () => {
    const page = await send({ name: 'Ada\u0007 Example' });
    assert.equal(page.status, 422);
    assert.match(fault(page.text, 'name') ?? '', /could not be displayed|cannot be displayed/);
    assert.match(page.text, /value="Ada Example"/);
    await fillIn(visitor);
    const about = await visitor.submit('/ask/about', { about: 'All\u001b[2J of it' });
    assert.deepEqual([about.status, wordsOf(about).includes('All[2J of it')], [422, true]);
  });

  it('that were kept before their rule was made are asked for again, and nothing is sent', async () => {
    const { saveAnswers } = await import('../../../models/draft/drafts.ts');
    await fillIn(visitor);
    const check = await visitor.hiddenFields('/ask/check', '/ask/check');
    const cookie = /draft=([\w-]{32})/.exec(
      String((await visitor.submit(WHO, ADA)).headers['set-cookie']),
    )?.[1];
    const { tokenOf } = await import('../../../models/draft/token.ts');
    const by = { organisationId: desk.organisation.id, actor: 'person', role: 'person' } as const;
    const who = { ...ADA, email: 'ada@example.', noEmail: false, postalAddress: '', customerNumber: '' };
    await saveAnswers(desk, by, tokenOf(String(cookie), String(check.form)), { who });
    const sent = await visitor.post('/ask/check').type('form').send(check);
    assert.match(String(sent.headers.location), /^\/ask\/who\?/);
  });
});
