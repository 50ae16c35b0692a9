import assert from 'node:assert/strict';
import { byCommand } from '../../models/desk.ts';
import { changeOrganisation } from '../../models/organisation/change.ts';
import { createOrganisation } from '../../models/organisation/create.ts';
import { Organisation } from '../../models/organisation.ts';
import { detailsOf } from '../../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { invitationLink } from '../../models/user/invite.ts';
import { User } from '../../models/user.ts';
import { appForTests, type Browser, browser, PASSWORD, signedIn } from '../support/app.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { pathOf, wordsOf } from '../support/publicForm.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

const NAMELESS = 'Enter a name with at least one letter or digit.';

describe('Names and addresses that staff enter', () => {
  let desk: TestDesk;
  let dpo: Browser;
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await signedIn(appForTests(desk), 'dpo');
  });
  const log = (fields: Record<string, string>) => {
    const post = { channel: 'post', receivedOn: '2026-03-02', receivedTime: '', rights: ['erasure'] };
    return dpo.submit('/requests/new', { ...post, personName: 'Bo Example', ...fields }, { files: [] });
  };

  it('of a request logged by hand are kept without what nobody sees', async () => {
    await log({
      personName: '\u202eBo\u200b  Example',
      email: '\u202aBo@example.org\u202c',
      customerNumber: 'C\u200d-17',
      behalfName: 'Ada\u00ad Example',
      behalfRelation: 'daughter\u2066',
      behalfAuthority: 'A power of attorney\r\nof May',
    });
    const request = await SubjectRequest.findOne({ rejectOnEmpty: true });
    assert.deepEqual([request.personName, request.personEmail], ['Bo Example', 'bo@example.org']);
    const { customerNumber, behalf } = detailsOf(desk, request);
    assert.equal(customerNumber, 'C-17');
    assert.deepEqual(behalf, {
      name: 'Ada Example',
      relation: 'daughter',
      authority: 'A power of attorney\nof May',
    });
  });

  it('of a request logged by hand are refused beside their fields, all at once', async () => {
    const page = await log({ personName: '-', email: 'bo@example..org', behalfName: '.', about: 'x\u0007y' });
    assert.equal(page.status, 422);
    assert.match(page.text, new RegExp(`id="personName-error">.*${NAMELESS}`));
    assert.match(page.text, /id="email-error">.*Check the dots/);
    assert.match(page.text, new RegExp(`id="behalfName-error">.*${NAMELESS}`));
    assert.match(page.text, /id="about-error">.*cannot be displayed/);
    assert.match(page.text, />\nxy<\/textarea>/);
    assert.equal(await SubjectRequest.count(), 0);
  });

  it('of a colleague are checked when they are invited and when they accept', async () => {
    const users = '/settings/organisation/users';
    for (const [fields, field] of [
      [{ email: 'new@example-.org', name: '' }, 'email'],
      [{ email: 'new@example.org', name: '\u3164.' }, 'name'],
      [{ email: 'new@example.org', name: 'N\u0007' }, 'name'],
    ] as const) {
      const page = await dpo.submit(users, { ...fields, role: 'reader' });
      assert.equal(page.status, 422);
      assert.match(page.text, new RegExp(`id="${field}-error"`));
    }
    const invited = { email: 'new@example.org', role: 'reader' as const };
    const { link } = await invitationLink(desk, byCommand(desk.organisation.id), invited);
    const visitor = browser(appForTests(desk));
    const refused = await visitor.submit(pathOf(link), { name: '\u202e!', password: PASSWORD });
    assert.match(refused.text, new RegExp(`id="name-error">.*${NAMELESS}`));
    await visitor.submit(pathOf(link), { name: 'N\u200bew  Colleague', password: PASSWORD });
    const user = await User.findOne({ where: { email: 'new@example.org' }, rejectOnEmpty: true });
    assert.equal(user.name, 'New Colleague');
  });

  it('of the organisation are always checked', async () => {
    const { name, slug, zone, calendar, authority } = desk.organisation;
    const fields = {
      name,
      slug,
      zone,
      calendar,
      policy: 'gdpr-eu',
      languages: ['en'],
      authority,
      postalAddress: '',
    };
    const addresses = { replyAddress: 'a.@example.org', escalationAddress: 'boss@example.1' };
    const page = await dpo.submit('/settings/organisation', { ...fields, ...addresses, name: '?' });
    assert.equal(page.status, 422);
    for (const field of ['name', 'replyAddress', 'escalationAddress'])
      assert.match(page.text, new RegExp(`id="${field}-error"`), field);
    const none = { replyAddress: '', escalationAddress: '' };
    const by = await staffMemberOf(desk, desk.organisation);
    await changeOrganisation(desk, by, 1, { ...fields, ...none, name: 'Ex\u202eample ' });
    assert.equal((await Organisation.findByPk(desk.organisation.id))?.name, 'Example');
    const made = await createOrganisation(desk, { name: '\u200bSecond', slug: 'second' });
    assert.equal(made.name, 'Second');
    await assert.rejects(createOrganisation(desk, { name: '\u200b', slug: 'third' }), {
      code: 'field-missing',
    });
  });

  it('and words with controls come back without them, in each form of a request', async () => {
    const { reference } = await received(desk, desk.organisation);
    const page = await dpo.submit(`/requests/${reference}/events`, { note: 'a\u0000b\u001bc' });
    assert.equal(page.status, 422);
    assert.match(wordsOf(page), /cannot be displayed/);
    assert.match(page.text, />\nabc<\/textarea>/);
  });

  it('are asked of no form alone: no request is received for nobody, or with an address that cannot be', async () => {
    await assert.rejects(receive(desk, desk.organisation, { person: { name: '\u202e' } }), {
      code: 'person-missing',
    });
    await assert.rejects(receive(desk, desk.organisation, { person: { name: '.' } }), {
      code: 'name-without-letters',
    });
    const person = { name: 'Ada', email: 'ada@example.123' };
    await assert.rejects(receive(desk, desk.organisation, { person }), { code: 'email-ending' });
  });
});
