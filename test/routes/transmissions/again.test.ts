import assert from 'node:assert/strict';
import { Event } from '../../../models/event.ts';
import { Letter } from '../../../models/letter.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { endTransmission } from '../../../models/transmission/decide.ts';
import { Transmission } from '../../../models/transmission.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { wordsOf } from '../../support/publicForm.ts';
import {
  latestLetterText,
  openAsProvider,
  PROVIDER,
  placeOfNotice,
  transmitted,
} from '../../support/transmitted.ts';
import { savedFrom } from '../../support/zip.ts';

describe('The link of a provider whose days are over', () => {
  let desk: TestDesk;
  let app: TestApp;
  let provider: Browser;
  let made: Awaited<ReturnType<typeof transmitted>>;
  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
    provider = browser(app);
    await signedIn(app, 'dpo');
    made = await transmitted(desk, browser(app));
  });
  const askAgain = async () => {
    desk.clock.advance({ days: 31 });
    return provider.submit(made.place, {}, { action: `${made.place}/again` });
  };
  const notices = () => Letter.count({ where: { kind: 'message-notice' } });

  it('can be asked for again with one button, once; those who work on the request are told, by a mail that does not say by whom', async () => {
    assert.equal((await askAgain()).status, 303);
    assert.match(wordsOf(await provider.get(made.place)), /You have asked for a new link/);
    assert.doesNotMatch((await provider.get(made.place)).text, /<form[^>]*again/);
    const told = await latestLetterText(desk, 'message-notice');
    assert.match(told, /On Thursday 2 April 2026.* asked for another link\. The one it had has expired\./);
    assert.doesNotMatch(told, /Other Bank|Ada/);
    const before = await notices();
    await lettersGoOut(desk);
    assert.equal(await Letter.count({ where: { kind: 'message-notice', state: 'sent' } }), before);
    desk.clock.advance({ minutes: 5 });
    const fields = await provider.hiddenFields('/status');
    assert.equal((await provider.post(`${made.place}/again`).type('form').send(fields)).status, 303);
    assert.equal(await notices(), before);
    const logged = await Event.findAll({ where: { kind: 'transmission-asked-again' } });
    assert.deepEqual(
      logged.map(({ actor }) => actor),
      ['provider:1'],
    );
  });

  it('is the next step of the request: sent again, it opens the data, and nobody waits any more', async () => {
    await askAgain();
    const dpo = await signedIn(app, 'dpo');
    const place = `/requests/${made.request.reference}`;
    const page = wordsOf(await dpo.get(place));
    assert.match(page, /Next step Other Bank asks for its link again/);
    assert.match(page, /Send the provider its link again .*End the provider’s link/);
    const sent = await dpo.submit(place, PROVIDER, { action: `${place}/transmission` });
    assert.equal(sent.status, 303, wordsOf(sent));
    const fresh = await placeOfNotice(desk);
    await lettersGoOut(desk);
    assert.doesNotMatch(wordsOf(await dpo.get(place)), /asks for its link again/);
    await openAsProvider(desk, provider, fresh);
    assert.equal((await savedFrom(provider, `${fresh.split('?')[0]}/package`)).answer.status, 200);
    assert.equal(await Transmission.count(), 1);
    const notice = await Letter.findOne({ where: { kind: 'message-notice' }, rejectOnEmpty: true });
    assert.notEqual(notice.state, 'queued');
  });

  it('can be sent again at the provider’s word also where the data were fetched before', async () => {
    await openAsProvider(desk, provider, made.place);
    await savedFrom(provider, `${made.place}/package`);
    await askAgain();
    const dpo = await signedIn(app, 'dpo');
    const place = `/requests/${made.request.reference}`;
    assert.equal((await dpo.submit(place, PROVIDER, { action: `${place}/transmission` })).status, 303);
    assert.equal(await Transmission.count(), 1);
  });

  it('offers no new link while it opens, once it was ended, or once the key of the request was destroyed', async () => {
    const offers = async () => (await provider.get(made.place)).text.includes('/again"');
    assert.equal(await offers(), false);
    desk.clock.advance({ days: 31 });
    assert.equal(await offers(), true);
    const { id } = made.request;
    const { wrappedKey } = await SubjectRequest.findByPk(id, { rejectOnEmpty: true });
    await SubjectRequest.update({ wrappedKey: null }, { where: { id } });
    assert.equal((await provider.get(made.place)).status, 410);
    assert.equal(await offers(), false);
    await SubjectRequest.update({ wrappedKey }, { where: { id } });
    await endTransmission(desk, made.dpo, made.target);
    assert.equal(await offers(), false);
  });

  it('is no longer waited for once the DPO ended it instead', async () => {
    await askAgain();
    await endTransmission(desk, made.dpo, made.target);
    const page = wordsOf(await (await signedIn(app, 'dpo')).get(`/requests/${made.request.reference}`));
    assert.doesNotMatch(page, /asks for its link again/);
    await lettersGoOut(desk);
    const states = (await Letter.findAll({ where: { kind: 'message-notice' } })).map(({ state }) => state);
    assert.ok(states.length > 0 && states.every((state) => state === 'cancelled'), String(states));
  });

  it('is the next step once it expired unused, whoever asks, until the request is closed', async () => {
    desk.clock.advance({ days: 31 });
    const place = `/requests/${made.request.reference}`;
    const dpo = await signedIn(app, 'dpo');
    const next = /Next step The link for Other Bank has expired, and nothing was fetched by it\./;
    assert.match(wordsOf(await dpo.get(place)), next);
    await SubjectRequest.update({ status: 'closed' }, { where: { id: made.request.id } });
    assert.doesNotMatch(wordsOf(await dpo.get(place)), next);
  });

  it('is the next step too where the provider’s server refused the letter with it', async () => {
    await Letter.update({ state: 'failed', lastError: '550' }, { where: { kind: 'transmission-notice' } });
    const page = wordsOf(await (await signedIn(app, 'dpo')).get(`/requests/${made.request.reference}`));
    assert.match(
      page,
      /Next step The link for Other Bank was not delivered to switch@bank\.example\.org\. Send it again, to another address if need be, or end it\./,
    );
  });

  it('leads to no page for persons with a request: neither in its head nor below', async () => {
    const pages = [await provider.get(made.place)];
    await openAsProvider(desk, provider, made.place);
    pages.push(await provider.get(`${made.place}/code`), await provider.get(made.place));
    desk.clock.advance({ days: 31 });
    pages.push(await provider.get(made.place));
    for (const { text } of pages) {
      const links = [...text.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => href);
      const others = links.filter((href) => !/^(#main|mailto:|\?|\/transmissions\/)/.test(href));
      assert.deepEqual(others, []);
      assert.match(text, /named you as the provider/);
    }
  });
});
