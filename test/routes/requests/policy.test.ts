import assert from 'node:assert/strict';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import {
  appForTests,
  type Browser,
  browser,
  hiddenFieldsIn,
  signedIn,
  type TestApp,
} from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseFor } from '../../support/promises.ts';
import { ask, wordsOf } from '../../support/publicForm.ts';
import { deadlineOfClock, received } from '../../support/requests.ts';

const plain = (page: { text: string }) => wordsOf(page).replace(/[\u2066-\u2069]/g, '');
let desk: TestDesk;
let app: TestApp;
let dpo: Browser;

async function open(): Promise<void> {
  desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  app = appForTests(desk);
  dpo = await signedIn(app, 'dpo');
  await promiseFor(desk, { residence: 'CH' }, 'fadp-ch');
}
const pageOf = async ({ reference }: SubjectRequest) => plain(await dpo.get(`/requests/${reference}`));

describe('The policy of a request', () => {
  beforeEach(open);

  it('is on its page and in its log with what decided', async () => {
    const swiss = await received(desk, desk.organisation, { situation: { residence: 'CH' } });
    const page = await pageOf(swiss);
    assert.match(page, /Country of residence Switzerland/);
    assert.match(page, /\(FADP\) Because residence is Switzerland\./);
    assert.match(
      page,
      /The request was received, under Swiss Federal Act on Data Protection \(FADP\) because of residence\./,
    );
    const other = await pageOf(await received(desk, desk.organisation));
    assert.match(
      other,
      /General Data Protection Regulation As for every request that fits no other line of the list\./,
    );
  });

  it('is on the status page where something decided, with the way to say that it is wrong', async () => {
    const visitor = browser(app);
    const { token } = await ask(visitor, { residence: 'CH' });
    const page = plain(await visitor.get(`/status/${token}`));
    assert.match(
      page,
      /Rules that apply: .*\(FADP\), because your country of residence is Switzerland\. If that is wrong, write to us\./,
    );
    const french = plain(await visitor.get(`/status/${token}`).set('Accept-Language', 'fr'));
    assert.match(french, /Règles applicables.*, d’après votre pays de résidence \(Suisse\)/);
  });

  it('is in the export with the country, by their codes', async () => {
    await received(desk, desk.organisation, { situation: { residence: 'CH' } });
    const [head = '', row = ''] = (await dpo.get('/requests.csv')).text.trim().split('\r\n');
    assert.match(
      head,
      /,Policy,Residence,Kind of data,Customer,On behalf of,Rest announced for,Rest sent,Tags,/,
    );
    assert.match(row, /,fadp-ch@2023,CH,,,,,,/);
  });

  it('is asked of staff who log a request by hand, if it decides', async () => {
    const form = {
      channel: 'post',
      receivedOn: '2026-03-01',
      rights: ['access'],
      personName: 'Bo Example',
      residence: 'CH',
    };
    assert.match((await dpo.get('/requests/new')).text, /name="residence"/);
    assert.doesNotMatch((await dpo.get('/requests/new')).text, /name="customer"/);
    assert.equal((await dpo.submit('/requests/new', { ...form, residence: 'XX' })).status, 422);
    const made = await dpo.submit('/requests/new', form);
    assert.equal(made.status, 303, made.text);
    assert.match(plain(await dpo.get(made.headers.location ?? '')), /fadp-ch@2023/);
  });
});

describe('Changing the policy of a request', () => {
  let request: SubjectRequest;
  let path: string;
  beforeEach(async () => {
    await open();
    request = await received(desk, desk.organisation, { rights: ['access'] });
    path = `/requests/${request.reference}/policy`;
  });
  const fields = { residence: 'CH', policy: '', reason: 'Her letter has a Swiss address' };
  /** Sends the form of a page once more, as it shows itself. */
  const confirm = (page: { text: string }, more: object = {}) =>
    dpo
      .post(path)
      .type('form')
      .send({ ...hiddenFieldsIn(page.text, path), ...fields, ...more, confirmed: 'yes' });

  it('first shows which dates move, end and are new, and what stays promised; nothing has changed', async () => {
    const page = await dpo.submit(path, fields);
    assert.equal(page.status, 200);
    const words = plain(page);
    assert.match(words, /It would then be counted by Swiss Federal Act on Data Protection \(FADP\)\./);
    assert.match(
      words,
      /Reply to the person New Wednesday 1 April 2026 Swiss Federal Act on Data Protection \(FADP\)/,
    );
    assert.match(words, /kept until met or no longer applicable: Reply to the person/);
    assert.equal((await request.reload()).policyId, 'gdpr-eu');
    assert.equal(await Fact.count({ where: { name: 'policy-changed' } }), 0);
  });

  it('is done as it was shown, with its reason, an event and the promises that were made', async () => {
    const done = await confirm(await dpo.submit(path, fields));
    assert.equal(done.status, 303, done.text);
    await request.reload();
    assert.deepEqual(
      [request.policyId, request.residence, request.decidedBy],
      ['fadp-ch', 'CH', '{"residence":"CH","calendarBy":"law"}'],
    );
    assert.equal((await deadlineOfClock(request, 'reply', 'fadp-ch@2023'))?.dueOn, '2026-04-01');
    const former = await deadlineOfClock(request, 'reply', 'gdpr-eu@2018');
    assert.deepEqual([former?.former, former?.state, former?.dueOn], [true, 'running', '2026-04-02']);
    const event = await Event.findOne({ where: { requestId: request.id, kind: 'policy-changed' } });
    assert.deepEqual(JSON.parse(event?.data ?? ''), {
      policyWas: 'gdpr-eu@2018',
      policy: 'fadp-ch@2023',
      decidedBy: 'residence',
      residence: 'CH',
      calendarWas: 'FR',
      calendar: 'CH-ZH',
      calendarBy: 'law',
      kept: 'reply@gdpr-eu@2018',
    });
    const page = await pageOf(request);
    assert.match(page, /Her letter has a Swiss address/);
    assert.match(
      page,
      /The policy was changed from General Data Protection Regulation to Swiss Federal Act on Data Protection \(FADP\), because of residence\./,
    );
  });

  it('can choose a policy by hand, which the list of the organisation does not undo', async () => {
    const byHand = { residence: '', policy: 'uk-gdpr' };
    const shown = await dpo.submit(path, { ...fields, ...byHand });
    assert.equal((await confirm(shown, byHand)).status, 303);
    await request.reload();
    assert.deepEqual([request.policyId, request.chosenPolicy], ['uk-gdpr', 'uk-gdpr']);
    assert.match(await pageOf(request), /Chosen by hand for this request\./);
    assert.doesNotMatch((await dpo.get('/settings/dates')).text, new RegExp(request.reference));
  });

  it('is not done where something else would happen than was shown: 409, and the preview of now', async () => {
    const shown = await dpo.submit(path, fields);
    await promiseFor(desk, { residence: 'FR' }, 'ccpa');
    const other = await confirm(shown, { residence: 'FR' });
    assert.equal(other.status, 409);
    assert.match(
      plain(other),
      /Something has changed since this page was opened.*California Consumer Privacy Act, version 2023/,
    );
    assert.equal((await request.reload()).policyId, 'gdpr-eu');
  });

  it('keeps the edition of the rules where the policy stays, and takes the present one with another policy', async () => {
    await SubjectRequest.update({ edition: 1 }, { where: { id: request.id } });
    const french = { residence: 'FR', reason: 'She lives in Lyon' };
    await confirm(await dpo.submit(path, { ...fields, ...french }), french);
    await request.reload();
    assert.deepEqual([request.policyId, request.residence, request.edition], ['gdpr-eu', 'FR', 1]);
    await confirm(await dpo.submit(path, fields));
    await request.reload();
    assert.deepEqual([request.policyId, request.residence, request.edition], ['fadp-ch', 'CH', 3]);
  });

  it('says where the other policy knows nothing of the right', async () => {
    const consent = await received(desk, desk.organisation, { rights: ['consent-withdrawal'] });
    const page = await dpo.submit(`/requests/${consent.reference}/policy`, fields);
    assert.match(plain(page), /This policy says nothing about this right/); // Art. 7(3) is of the GDPR alone
  });

  it('wants a reason, a country that exists and a policy of the desk', async () => {
    for (const [field, value] of Object.entries({ reason: '', residence: 'XX', policy: 'gone' })) {
      const { status, text } = await dpo.submit(path, { ...fields, [field]: value });
      assert.equal(status, 422, field);
      assert.match(text, new RegExp(`id="${field}-error"`), field);
    }
  });

  it('is for those who may move dates, and only until the request is closed', async () => {
    const handler = await signedIn(app, 'handler');
    assert.equal((await handler.get(path)).status, 403);
    assert.doesNotMatch((await handler.get(`/requests/${request.reference}`)).text, new RegExp(path));
    assert.match((await dpo.get(`/requests/${request.reference}`)).text, new RegExp(path));
    await dpo.submit(`/requests/${request.reference}/withdrawal`, { reason: '' });
    assert.equal((await dpo.get(path)).status, 409);
  });
});
