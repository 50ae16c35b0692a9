import assert from 'node:assert/strict';
import { LANGUAGES } from '../../../domain/languages.ts';
import { policiesOf } from '../../../models/organisation/policies.ts';
import { Organisation } from '../../../models/organisation.ts';
import { appForTests, type Browser, signedIn, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';

const PAGE = '/settings/organisation';
const FIELDS = {
  name: 'New Name',
  slug: 'new-name',
  zone: 'Europe/Berlin',
  calendar: 'DE-BE',
  policy: 'gdpr-eu@2016',
  languages: ['fr'],
  replyAddress: 'reply@example.org',
  escalationAddress: 'boss@example.org',
  postalAddress: '1 Street\nTown',
  authority: 'The authority',
};

describe('The settings of an organisation', () => {
  let desk: TestDesk;
  let app: TestApp;
  let agent: Browser;
  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
    agent = await signedIn(app, 'dpo');
    FIELDS.policy = `gdpr-eu@${desk.packs.find(({ id }) => id === 'gdpr-eu')?.version}`;
  });
  const promised = async () =>
    (await policiesOf(desk, { organisationId: desk.organisation.id })).map(({ id: _, ...row }) => row);
  const saved = () => Organisation.findByPk(desk.organisation.id, { rejectOnEmpty: true });

  it('start in Paris, with French holidays, under the GDPR, in every language of the desk', async () => {
    const { zone, calendar, languages } = await saved();
    assert.deepEqual([zone, calendar, languages], ['Europe/Paris', 'FR', LANGUAGES.join()]);
    assert.deepEqual(await promised(), [{ policy: 'gdpr-eu', role: 'controller', appliesTo: {} }]);
  });

  it('are saved, and say so once', async () => {
    const answer = await agent.submit(PAGE, { ...FIELDS, plansOn: 'receipt' });
    assert.equal(answer.status, 303);
    const {
      version,
      wrappedKey: _key,
      createdAt: _at,
      id: _id,
      declaredDays,
      clockOverrides,
      categories,
      ...fields
    } = (await saved()).get();
    const { policy, ...columns } = FIELDS;
    assert.deepEqual(fields, { ...columns, formerPolicy: policy, languages: 'fr', plansOn: 'receipt' });
    assert.deepEqual(await promised(), [{ policy, role: 'controller', appliesTo: {} }]);
    assert.deepEqual([version, declaredDays, clockOverrides, categories], [2, '[]', '[]', '[]']);
    assert.match((await agent.get(PAGE)).text, /Saved\./);
    assert.doesNotMatch((await agent.get(PAGE)).text, /Saved\./);
  });

  it('come back with every fault beside its field, and with what was written', async () => {
    const wrong = {
      name: '',
      slug: 'Not A Slug',
      zone: 'Mars/Olympus',
      calendar: 'FR-ZZ',
      policy: 'nothing',
      languages: [],
      replyAddress: 'nobody',
      escalationAddress: 'a@b',
      postalAddress: 'x'.repeat(2001),
      authority: '',
    };
    const answer = await agent.submit(PAGE, wrong);
    assert.equal(answer.status, 422);
    for (const field of Object.keys(wrong))
      assert.match(answer.text, new RegExp(`id="${field}-error"`), field);
    assert.match(answer.text, /value="Not A Slug"/);
    assert.match(answer.text, /<option value="Mars\/Olympus" selected>/);
    assert.match(answer.text, /10 answers need your attention/);
    assert.equal((await saved()).version, 1);
  });

  it('show whatever is written as text, and nothing else', async () => {
    const name = `<script>alert(1)</script> {{x}} '); DROP TABLE users; -- 😀 \u202e`;
    assert.equal((await agent.submit(PAGE, { ...FIELDS, name })).status, 303);
    const { text } = await agent.get(PAGE);
    assert.doesNotMatch(text, /<script/);
    assert.match(text, /&lt;script&gt;/);
    assert.equal((await saved()).name, `<script>alert(1)</script> {{x}} '); DROP TABLE users; -- 😀`);
  });

  it('are refused politely at ten thousand characters each', async () => {
    const long = '😀'.repeat(10_000);
    const all = Object.fromEntries(Object.keys(FIELDS).map((field) => [field, long]));
    assert.equal((await agent.submit(PAGE, all)).status, 422);
  });

  it('are not overwritten by somebody who read an older version: 409, with what they wrote kept', async () => {
    const other = await signedIn(app, 'administrator');
    const read = await agent.hiddenFields(PAGE);
    assert.equal((await other.submit(PAGE, { ...FIELDS, name: 'Faster' })).status, 303);
    const late = await agent
      .post(PAGE)
      .type('form')
      .send({ ...read, ...FIELDS, name: 'Slower' });
    assert.equal(late.status, 409);
    assert.match(late.text, /value="Slower"/);
    assert.match(late.text, /Someone else saved these settings/);
    assert.equal((await saved()).name, 'Faster');
  });

  it('keep the short names of two organisations apart', async () => {
    await anotherOrganisation(desk, 'taken');
    const answer = await agent.submit(PAGE, { ...FIELDS, slug: 'taken' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /already uses this short name/);
  });

  it('of another organisation stay as they are', async () => {
    const other = await anotherOrganisation(desk);
    assert.equal((await agent.submit(PAGE, FIELDS)).status, 303);
    assert.equal((await Organisation.findByPk(other.id))?.name, 'Organisation other');
  });

  it('are in the reader’s language', async () => {
    assert.match((await agent.get(`${PAGE}?lang=fr`)).text, /Jours fériés/);
  });

  it('say that letters wait while no mail server is set', async () => {
    const without = await signedIn(appForTests(desk, { mailConfigured: false }), 'dpo');
    assert.match((await without.get(PAGE)).text, /No mail server is set.*href="\/settings\/outbox"/s);
    assert.doesNotMatch((await agent.get(PAGE)).text, /No mail server is set/);
  });
});
