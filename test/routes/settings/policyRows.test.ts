import assert from 'node:assert/strict';
import { policiesOf } from '../../../models/organisation/policies.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received } from '../../support/requests.ts';

const LIST = '/settings/policies';
const SWISS = { policy: 'fadp-ch', residence: 'CH' };

describe('The list of policies in the settings', () => {
  let desk: TestDesk;
  let dpo: Browser;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await signedIn(appForTests(desk), 'dpo');
  });
  const rows = () => policiesOf(desk, { organisationId: desk.organisation.id });
  const add = (fields: object) => dpo.submit(`${LIST}/rows/new`, { ...fields }, { action: `${LIST}/rows` });
  const press = async (policy: string, where: string) => {
    const row = (await rows()).find((one) => one.policy === policy);
    return dpo.submit(LIST, {}, { action: `${LIST}/rows/${row?.id}/${where}` });
  };
  const order = async () => (await rows()).map(({ policy }) => policy);

  it('shows which requests each is for, in their order, and the one for all others', async () => {
    assert.match(wordsOf(await dpo.get(LIST)), /Every request/);
    assert.equal((await add(SWISS)).status, 303);
    const words = wordsOf(await dpo.get(LIST)).replace(/[\u2066-\u2069]/g, '');
    assert.match(
      words,
      /If residence is Switzerland.*Swiss Federal Act on Data Protection \(FADP\).*Every other request.*General Data Protection/,
    );
  });

  it('adds, orders and takes out with buttons alone', async () => {
    await add(SWISS);
    await add({ policy: 'scalingo-dpa', customer: 'Acme SA' });
    assert.deepEqual(await order(), ['fadp-ch', 'scalingo-dpa', 'gdpr-eu']);
    assert.equal((await press('scalingo-dpa', 'up')).status, 303);
    assert.deepEqual(await order(), ['scalingo-dpa', 'fadp-ch', 'gdpr-eu']);
    assert.equal((await press('scalingo-dpa', 'down')).status, 303);
    assert.equal((await press('fadp-ch', 'removal')).status, 303);
    assert.deepEqual(await order(), ['scalingo-dpa', 'gdpr-eu']);
    assert.match(wordsOf(await dpo.get(LIST)), /as processor/);
  });

  it('changes a row in a form that holds what it was', async () => {
    await add(SWISS);
    const [row] = await rows();
    const path = `${LIST}/rows/${row?.id}`;
    assert.match((await dpo.get(path)).text, /<option value="CH" selected>/);
    assert.equal((await dpo.submit(path, { policy: 'uk-gdpr', residence: 'GB' })).status, 303);
    assert.deepEqual((await rows())[0]?.appliesTo, { residence: 'GB' });
    const all = (await rows()).at(-1)?.id;
    assert.doesNotMatch((await dpo.get(`${LIST}/rows/${all}`)).text, /name="residence"/);
    assert.equal((await dpo.submit(`${LIST}/rows/${all}`, { policy: 'scalingo-privacy@2025' })).status, 303);
    assert.deepEqual(await order(), ['uk-gdpr', 'scalingo-privacy@2025']);
  });

  it('says beside the field what is wrong, and which rows shut each other out', async () => {
    const empty = await add({ policy: 'fadp-ch' });
    assert.equal(empty.status, 422);
    assert.match(wordsOf(empty), /Say which requests it is for/);
    await add({ policy: 'fadp-ch', residence: 'CH' });
    const twice = await add({ policy: 'gdpr-eu', residence: 'CH' });
    assert.equal(twice.status, 422);
    assert.match(wordsOf(twice).replace(/[\u2066-\u2069]/g, ''), /Lines 1 and 2 are for the same requests/);
    assert.match(twice.text, /<option value="CH" selected>/);
  });

  it('is changed by nobody who has not seen what it is now', async () => {
    const fields = await dpo.hiddenFields(`${LIST}/rows/new`, `${LIST}/rows`);
    await add(SWISS);
    const late = await dpo
      .post(`${LIST}/rows`)
      .type('form')
      .send({ ...fields, policy: 'uk-gdpr', residence: 'GB' });
    assert.equal(late.status, 409);
    assert.match(late.text, /<option value="GB" selected>/);
    const [row] = await rows();
    const pressed = await dpo.post(`${LIST}/rows/${row?.id}/removal`).type('form').send(fields);
    assert.equal(pressed.status, 409);
    assert.equal((await rows()).length, 2);
  });

  it('says how many open requests would be counted otherwise, and leaves them where they are', async () => {
    const request = await received(desk, desk.organisation, {
      rights: ['access'],
      situation: { residence: 'CH' },
    });
    await add(SWISS);
    const said = wordsOf(await dpo.get(LIST));
    assert.match(said, /The dates of one open request would change/);
    assert.equal((await request.reload()).policyId, 'gdpr-eu');
    const preview = wordsOf(await dpo.get('/settings/dates')).replace(/[\u2066-\u2069]/g, '');
    assert.match(
      preview,
      new RegExp(
        `${request.reference}.*Moves.*2 April 2026.*1 April 2026 Swiss Federal Act on Data Protection \\(FADP\\)`,
      ),
    );
  });

  it('takes kinds of data in the organisation’s own words', async () => {
    const action = { action: `${LIST}/categories` };
    const wrong = await dpo.submit(`${LIST}/categories/new`, { en: 'Health data', id: 'Health' }, action);
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="Health data"/);
    assert.match((await dpo.get(`${LIST}/rows/new`)).text, /<option value="health"/); // of a law that is not listed yet
    const words = { en: 'Health data', fr: 'Données de santé', id: 'health' };
    assert.equal((await dpo.submit(`${LIST}/categories/new`, words, action)).status, 303);
    assert.match((await dpo.get(`${LIST}/rows/new`)).text, /<option value="health">Health data<\/option>/);
    assert.equal((await add({ policy: 'scalingo-privacy@2025', category: 'health' })).status, 303);
    const removal = { action: `${LIST}/categories/health/removal` };
    assert.equal((await dpo.submit(LIST, {}, removal)).status, 422);
    await press('scalingo-privacy@2025', 'removal');
    assert.equal((await dpo.submit(LIST, {}, removal)).status, 303);
    assert.doesNotMatch((await dpo.get(LIST)).text, /Health data/);
  });

  it('is read by everybody who works here, and changed by those who may change the settings', async () => {
    const handler = await signedIn(appForTests(desk), 'handler');
    const page = (await handler.get(LIST)).text;
    assert.match(page, /gdpr-eu/);
    assert.doesNotMatch(page, /policies\/rows/);
    assert.equal((await handler.get(`${LIST}/rows/new`)).status, 403);
  });
});
