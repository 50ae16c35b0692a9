import assert from 'node:assert/strict';
import { may, type Task } from '../../domain/permissions.ts';
import { Letter } from '../../models/letter.ts';
import { Membership } from '../../models/membership.ts';
import type { Organisation } from '../../models/organisation.ts';
import { OrganisationPolicy } from '../../models/organisationPolicy.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { User } from '../../models/user.ts';
import { type Address, addressesOf } from '../support/addresses.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../support/app.ts';
import { contentsOf } from '../support/contents.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../support/desk.ts';
import { wordsOf } from '../support/publicForm.ts';
import { received } from '../support/requests.ts';
import { buttonOf, inBoth, switchTo, withFields, withFile } from '../support/twoOrganisations.ts';

const NEW = {
  channel: 'post',
  receivedOn: '2026-01-31',
  rights: 'erasure',
  personName: 'Bo',
  about: 'Delete my account.',
};

let desk: TestDesk;
let app: TestApp;
let addresses: Address[];
let other: Organisation;

describe('A form of one organisation, sent while working for another', () => {
  beforeEach(async () => {
    desk = await deskForTests();
    ({ app, addresses } = addressesOf(() => appForTests(desk)));
    other = await anotherOrganisation(desk);
  });

  it('is refused by every address of staff that writes, with and without files, and nothing is written', async () => {
    const request = await received(desk, desk.organisation);
    const writing = addresses.filter(({ method, permission }) => method === 'post' && isTask(permission));
    assert.ok(writing.length > 30, `${writing.length} addresses`);
    const agents = {
      dpo: await inBoth(app, other, 'dpo'),
      administrator: await inBoth(app, other, 'administrator'),
    };
    const [letter] = await Letter.findAll();
    const user = await User.findOne({ rejectOnEmpty: true });
    const row = await OrganisationPolicy.findOne({ where: { organisationId: desk.organisation.id } });
    const sample: Record<string, string | number | undefined> = {
      reference: request.reference,
      clock: 'reply',
      letter: letter?.id,
      user: user.id,
      on: '2026-03-06',
      row: row?.id,
      ...{ category: 'health', section: 'held' },
      ...Object.fromEntries(
        'absence system link task enclosure transmission run list template phrase'
          .split(' ')
          .map((one) => [one, 1]),
      ),
    };
    const tokens = new Map<Browser, string>();
    for (const agent of Object.values(agents)) {
      tokens.set(agent, String((await agent.hiddenFields('/settings/organisation'))._csrf));
      await switchTo(agent, 'other');
    }
    const before = await contentsOf(desk);
    for (const { path, permission, takesFiles } of writing) {
      const agent = may('dpo', permission as Task) ? agents.dpo : agents.administrator;
      const address = path.replace(/:(\w+)/g, (_, name: string) => {
        assert.ok(sample[name], `no sample of ${name} for ${path}`);
        return String(sample[name]);
      });
      const fields = { _csrf: tokens.get(agent) ?? '', ...NEW, version: '1', text: 'Two hours of work' };
      const answers = [await agent.post(address).type('form').send(fields)];
      if (takesFiles) answers.push(await withFile(agent.post(address), fields));
      for (const answer of answers) {
        assert.equal(answer.status, 409, address);
        assert.match(wordsOf(answer), /This form belongs to Example Hosting/, address);
        assert.match(wordsOf(answer), /Two hours of work/, address);
      }
    }
    assert.equal(await contentsOf(desk), before);
  });

  it('is let in as it is once the person is back', async () => {
    const request = await received(desk, desk.organisation);
    const dpo = await inBoth(app, other, 'dpo');
    const path = `/requests/${request.reference}/events`;
    const fields = await dpo.hiddenFields(path, path);
    await switchTo(dpo, 'other');
    const send = () =>
      dpo
        .post(path)
        .type('form')
        .send({ ...fields, note: 'A note' });
    assert.equal((await send()).status, 409);
    await switchTo(dpo, 'example');
    assert.equal((await send()).status, 303);
  });

  it('is sent to its own with one button, and nothing of it is lost', async () => {
    const dpo = await inBoth(app, other, 'dpo');
    const fields = await dpo.hiddenFields('/requests/new', '/requests/new');
    await switchTo(dpo, 'other');
    const about = '\n  First line,\n\n<b>third</b> & "last"';
    const refused = await withFields(dpo.post('/requests/new'), { ...fields, ...NEW, about });
    assert.equal(refused.status, 409);
    for (const written of ['Bo', '2026-01-31', 'third'])
      assert.ok(wordsOf(refused).includes(written), written);
    const { action, again } = buttonOf(refused.text);
    assert.equal(again.about, about);
    const moved = await dpo.post(action).type('form').send(again);
    assert.deepEqual([moved.status, moved.headers.location], [307, '/requests/new']);
    assert.equal((await dpo.post('/requests/new').type('form').send(again)).status, 303);
    const all = await SubjectRequest.findAll();
    assert.deepEqual(
      all.map(({ organisationId, personName }) => [organisationId, personName]),
      [[desk.organisation.id, 'Bo']],
    );
    assert.match((await dpo.get('/settings/organisation')).text, /Example Hosting/);
  });

  it('is not sent there without the files that went with it: only the way back is offered', async () => {
    const dpo = await inBoth(app, other, 'dpo');
    const fields = await dpo.hiddenFields('/requests/new', '/requests/new');
    await switchTo(dpo, 'other');
    const refused = await withFile(dpo.post('/requests/new'), { ...(fields as object), ...NEW });
    assert.match(wordsOf(refused), /Choose its files again/);
    assert.match(wordsOf(refused), /Delete my account\./);
    const { action, again } = buttonOf(refused.text);
    assert.deepEqual(Object.keys(again), ['_csrf']);
    const moved = await dpo.post(action).type('form').send(again);
    assert.deepEqual([moved.status, moved.headers.location], [303, '/today']);
  });

  it('overwrites no settings', async () => {
    const administrator = await inBoth(app, other, 'administrator');
    const fields = await administrator.hiddenFields('/settings/organisation', '/settings/organisation');
    await switchTo(administrator, 'other');
    const before = await contentsOf(desk);
    const sent = await administrator
      .post('/settings/organisation')
      .type('form')
      .send({ ...fields, name: 'Example Hosting Ltd', slug: 'example-ltd' });
    assert.equal(sent.status, 409);
    assert.equal(await contentsOf(desk), before);
  });

  it('is reported differently from a missing permission, also with files', async () => {
    const request = await received(desk, desk.organisation);
    const dpo = await inBoth(app, other, 'dpo', 'reader');
    const path = `/requests/${request.reference}/answer`;
    const fields = { ...((await dpo.hiddenFields(path, path)) as object), text: 'Our answer to you' };
    await switchTo(dpo, 'other');
    for (const sent of [
      await withFile(dpo.post(path), fields),
      await dpo.post(path).type('form').send(fields),
    ]) {
      assert.equal(sent.status, 409);
      assert.match(wordsOf(sent), /Our answer to you/);
    }
  });

  it('goes nowhere else when the person no longer works there, and what they wrote is shown', async () => {
    const dpo = await inBoth(app, other, 'dpo');
    const fields = await dpo.hiddenFields('/requests/new', '/requests/new');
    await Membership.destroy({ where: { organisationId: desk.organisation.id } });
    const before = await contentsOf(desk);
    const refused = await dpo
      .post('/requests/new')
      .type('form')
      .send({ ...fields, ...NEW });
    assert.equal(refused.status, 409);
    assert.match(wordsOf(refused), /You no longer work for Example Hosting/);
    assert.match(wordsOf(refused), /Delete my account\./);
    assert.doesNotMatch(refused.text, /sessions\/organisation\?/);
    assert.equal(await contentsOf(desk), before);
  });

  it('tells nobody the name of an organisation by its number', async () => {
    const dpo = await signedIn(app, 'dpo');
    const { _csrf } = await dpo.hiddenFields('/requests/new', '/requests/new');
    const [token, , signature] = String(_csrf).split('~');
    const theirs = await browser(app).hiddenFields('/o/other/ask', '/o/other/ask');
    const [, , ofAnother] = String(theirs._csrf).split('~');
    const numbers = [signature, ofAnother].map((one) => `${token}~${other.id}~${one}`);
    for (const forged of [...numbers, `${token}~${other.id}`, `${token}`]) {
      const sent = await dpo
        .post('/requests/new')
        .type('form')
        .send({ ...NEW, _csrf: forged });
      assert.equal(sent.status, 403);
      assert.doesNotMatch(sent.text, /Organisation other/);
    }
    assert.equal(await SubjectRequest.count(), 0);
  });
});

describe('A form of the public pages', () => {
  it('is of the organisation whose page it was, whatever has its short name now', async () => {
    desk = await deskForTests();
    app = appForTests(desk);
    other = await anotherOrganisation(desk);
    const third = await anotherOrganisation(desk, 'third');
    const visitor = await signedIn(app, 'dpo');
    const fields = await visitor.hiddenFields('/o/other/ask', '/o/other/ask');
    await other.update({ slug: 'renamed' });
    await third.update({ slug: 'other' });
    const before = await contentsOf(desk);
    const sent = await visitor
      .post('/o/other/ask')
      .type('form')
      .send({ ...fields, rights: 'erasure' });
    assert.equal(sent.status, 409);
    assert.match(
      wordsOf(sent),
      /This form belongs to Organisation other .* now belongs to Organisation third/,
    );
    assert.match(sent.text, /href="\/o\/renamed"/);
    assert.equal(await contentsOf(desk), before);
  });

  it('is refused by every address of another organisation that takes a form, and nothing is written', async () => {
    desk = await deskForTests();
    ({ app, addresses } = addressesOf(() => appForTests(desk)));
    other = await anotherOrganisation(desk);
    const visitor = browser(app);
    const fields = { ...((await visitor.hiddenFields('/o/other/ask', '/o/other/ask')) as object), ...NEW };
    const taking = addresses.filter(({ method, path }) => method === 'post' && path.startsWith('/o/'));
    assert.ok(taking.length > 12, `${taking.length} addresses`);
    const before = await contentsOf(desk);
    for (const { path, takesFiles } of taking) {
      const address = path.replace(':organisation', 'example').replace(/:\w+/g, 'x'.repeat(43));
      for (const place of [address, address.replace('/o/example', '')]) {
        const answers = [await visitor.post(place).type('form').send(fields)];
        // Of a form with files nothing is read where its link opens no request at all.
        if (takesFiles && !place.includes('/status/'))
          answers.push(await withFile(visitor.post(place), fields));
        for (const answer of answers) {
          assert.equal(answer.status, 409, place);
          assert.match(wordsOf(answer), /This form belongs to Organisation other/, place);
        }
      }
    }
    assert.equal(await contentsOf(desk), before);
  });
});

const isTask = (permission: string): boolean => !['anyone', 'signed-in', 'bearer'].includes(permission);
