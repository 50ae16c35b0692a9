import assert from 'node:assert/strict';
import { verifyChains } from '../../../models/event/verify.ts';
import { Event } from '../../../models/event.ts';
import { Letter } from '../../../models/letter.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { declineTransmission, endTransmission } from '../../../models/transmission/decide.ts';
import { sendTransmission } from '../../../models/transmission/send.ts';
import { Transmission } from '../../../models/transmission.ts';
import { answeredWith, openWithCode } from '../../support/answered.ts';
import { type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import type { TestDesk } from '../../support/desk.ts';
import { faultOf } from '../../support/faultOf.ts';
import { lettersGoOut } from '../../support/post.ts';
import { latestLetter, wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import {
  latestLetterText,
  openAsProvider,
  PROVIDER,
  placeOfNotice,
  portable,
  transmitted,
} from '../../support/transmitted.ts';
import { visited } from '../../support/visited.ts';
import { filesOfZip, savedFrom } from '../../support/zip.ts';

let desk: TestDesk;
let app: TestApp;
let visitor: Browser;

const eventsOf = async (requestId: number, ...kinds: string[]) =>
  (await Event.findAll({ where: { requestId, kind: kinds }, order: ['sequence'] })).map(({ kind, actor }) => [
    kind,
    actor,
  ]);
const statusOf = async () => (await latestLetter(desk, 'answer')).links.status?.slice(21) ?? '';

describe('Data handed to another provider at the person’s wish (Art. 20(2) GDPR)', () => {
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
  });

  it('are asked for behind the code of the answer: who shall have them, at which address, and that it is their wish', async () => {
    const { request, link } = await portable(desk, visitor);
    assert.equal(
      (await visitor.get(`${link}/transmission`)).headers.location,
      link,
      'the link alone is not enough',
    );
    await openWithCode(desk, visitor, link);
    assert.match(wordsOf(await visitor.get(link)), /Have your data sent to another provider/);
    const empty = await visitor.submit(`${link}/transmission`, PROVIDER);
    assert.equal(empty.status, 422);
    assert.match(wordsOf(empty), /Tick the box if this is your wish/);
    assert.match(
      wordsOf(await visitor.submit(`${link}/transmission`, { email: 'x', consents: 'yes' })),
      /Enter the name/,
    );
    const asked = await visitor.submit(`${link}/transmission`, { ...PROVIDER, consents: 'yes' });
    assert.deepEqual([asked.status, asked.headers.location], [303, link]);
    assert.match(
      wordsOf(await visitor.get(link)),
      /You asked on Monday 2 March 2026, 10:00 \(Paris\) to have your data sent to Other Bank \(switch@bank\.example\.org\)\. We have not sent them yet/,
    );
    const dpo = await signedIn(app, 'dpo');
    const page = await dpo.get(`/requests/${request.reference}`);
    assert.match(wordsOf(page), /Another provider Asked on .* Other Bank .* Wish recorded by: The person/);
    assert.deepEqual(await eventsOf(request.id, 'transmission-asked'), [['transmission-asked', 'person']]);
  });

  it('are asked for by the person, and sent by the DPO without another word about the wish', async () => {
    const { request, link } = await portable(desk, visitor);
    await openWithCode(desk, visitor, link);
    await visitor.submit(`${link}/transmission`, { ...PROVIDER, consents: 'yes' });
    const dpo = await signedIn(app, 'dpo');
    const sent = await dpo.submit(`/requests/${request.reference}`, PROVIDER, {
      action: `/requests/${request.reference}/transmission`,
    });
    assert.equal(sent.status, 303, wordsOf(sent));
    const [row] = await Transmission.findAll();
    assert.deepEqual([row?.state, row?.askedBy], ['sent', 'person']);
  });

  it('are sent at a wish that came otherwise only with how it is known', async () => {
    const { request } = await portable(desk, visitor);
    const dpo = await signedIn(app, 'dpo');
    const action = `/requests/${request.reference}/transmission`;
    const refused = await dpo.submit(`/requests/${request.reference}`, PROVIDER, { action });
    assert.equal(refused.status, 422);
    assert.match(wordsOf(refused), /Enter how the person said so/);
    const wish = { ...PROVIDER, wish: 'By phone' };
    assert.equal((await dpo.submit(`/requests/${request.reference}`, wish, { action })).status, 303);
    assert.match(wordsOf(await dpo.get(`/requests/${request.reference}`)), /Wish recorded by: .* By phone/);
  });

  it('are announced to the provider by a letter that names nobody, and to the person by one that names the provider', async () => {
    await transmitted(desk, visitor);
    const [notice, told] = await Promise.all(
      ['transmission-notice', 'transmission-told'].map((kind) => latestLetterText(desk, kind)),
    );
    assert.match(
      notice ?? '',
      /Somebody has asked Example Hosting to hand their data to you directly \(Art\. 20\(2\) GDPR\)/,
    );
    assert.match(notice ?? '', /until Wednesday 1 April 2026, 11:00 \(Paris\)/);
    assert.doesNotMatch(notice ?? '', /Ada|R-[A-Z0-9]{4}-/);
    assert.match(
      told ?? '',
      /send your data to Other Bank\. We are sending them a link to switch@bank\.example\.org/,
    );
  });

  it('are fetched by the provider’s own link and a code from its mailbox: the same package, at whose wish, nothing else', async () => {
    const { request, link, place, dpo } = await transmitted(desk, visitor);
    const provider = browser(app);
    const locked = await provider.get(place);
    assert.match(wordsOf(locked), /email a code to s…@bank\.example\.org/);
    assert.doesNotMatch(locked.text, /Ada/);
    assert.equal((await provider.get(`${place}/package`)).headers.location, place);
    await openAsProvider(desk, provider, place);
    const page = await provider.get(place);
    assert.match(wordsOf(page), /You receive this at the wish of Ada Example, from Example Hosting/);
    assert.doesNotMatch(page.text, /ada@example\.org|R-[A-Z0-9]{4}-|Here is all we hold/);
    assert.doesNotMatch(
      page.text.match(/<section class="panel contact"[\s\S]*?<\/section>/)?.[0] ?? '/status',
      /\/status/,
    );
    await openWithCode(desk, visitor, link);
    const [own, theirs] = [
      filesOfZip((await savedFrom(visitor, `${link}/package`)).bytes),
      filesOfZip((await savedFrom(provider, `${place}/package`)).bytes),
    ];
    assert.deepEqual(await theirs, await own);
    assert.deepEqual(await eventsOf(request.id, 'transmission-sent', 'transmission-fetched'), [
      ['transmission-sent', dpo.actor],
      ['transmission-fetched', 'provider:1'],
    ]);
    assert.equal((await verifyChains(desk)).firstBroken, null);
  });

  it('are told truly at each step: on their way, sent, fetched how often', async () => {
    const { request } = await portable(desk, visitor);
    const dpo = await signedIn(app, 'dpo');
    const action = `/requests/${request.reference}/transmission`;
    await dpo.submit(`/requests/${request.reference}`, { ...PROVIDER, wish: 'x' }, { action });
    const both = async (words: RegExp) => {
      assert.match(wordsOf(await visitor.get(await statusOf())), words);
      assert.match(wordsOf(await dpo.get(`/requests/${request.reference}`)), words);
    };
    await both(/The link for Other Bank \(switch@bank\.example\.org\) is on its way/);
    const place = await placeOfNotice(desk);
    await lettersGoOut(desk);
    await both(
      /was sent on Monday 2 March 2026, 10:00 \(Paris\)\. The data have not been fetched; the link opens until/,
    );
    const provider = browser(app);
    await openAsProvider(desk, provider, place);
    await both(/they opened its page on Monday 2 March 2026, 10:00 \(Paris\)\. They have not/);
    for (const _time of ['once', 'twice']) await savedFrom(provider, `${place}/package`);
    await both(/fetched the data 2 times, last on Monday 2 March 2026, 10:00/);
  });

  it('are not delivered where the provider’s server refuses the letter, and can be sent to another address', async () => {
    const { request, dpo, target } = await transmitted(desk, visitor);
    await Letter.update(
      { state: 'failed', lastError: '550 no such user' },
      { where: { kind: 'transmission-notice' } },
    );
    const page = await (await signedIn(app, 'dpo')).get(`/requests/${request.reference}`);
    assert.match(wordsOf(page), /The link for Other Bank \(switch@bank\.example\.org\) was not delivered/);
    await sendTransmission(desk, dpo, target, { ...PROVIDER, email: 'data@bank.example.org', wish: '' });
    assert.equal(await Transmission.count(), 1);
    await lettersGoOut(desk);
    const status = wordsOf(await visitor.get(await statusOf()));
    assert.match(status, /A link for Other Bank \(data@bank\.example\.org\) was sent on/);
  });

  it('are sent again by another link; the former one opens nothing, and the days begin again', async () => {
    const { dpo, target, place } = await transmitted(desk, visitor);
    desk.clock.advance({ days: 31 });
    const provider = browser(app);
    const over = await provider.get(place);
    assert.equal(over.status, 410);
    assert.match(wordsOf(over), /This link has ended.*Ask for a new link/);
    assert.match(
      wordsOf(await visitor.get(await statusOf())),
      /expired on Wednesday 1 April 2026.*The data were not fetched/,
    );
    await sendTransmission(desk, dpo, target, { ...PROVIDER, wish: '' });
    const fresh = await placeOfNotice(desk);
    await lettersGoOut(desk);
    assert.equal((await provider.get(place)).status, 404);
    assert.equal((await provider.get(fresh)).status, 200);
  });

  it('are at an end when the DPO ends the link, when the answer is undone, and in the letters that then wait', async () => {
    const { dpo, target, place } = await transmitted(desk, visitor);
    const provider = browser(app);
    await openAsProvider(desk, provider, place);
    await endTransmission(desk, dpo, target);
    for (const below of ['', '/code', '/package'])
      assert.equal((await provider.get(`${place}${below}`)).status, 410);
    assert.match(wordsOf(await visitor.get(await statusOf())), /was ended on Monday 2 March 2026/);
    await sendTransmission(desk, dpo, target, { ...PROVIDER, wish: '' });
    const fresh = await placeOfNotice(desk);
    await reopen(desk, dpo, target, { scope: 'decision', reason: 'Something was forgotten' });
    assert.equal((await provider.get(fresh)).status, 410);
    await lettersGoOut(desk);
    const letter = await Letter.findOne({ where: { kind: 'transmission-notice' }, order: [['id', 'DESC']] });
    assert.deepEqual([letter?.state, letter?.lastError], ['cancelled', 'link-ended']);
  });

  it('are refused with a reason where that is not technically feasible; the person reads it in a letter', async () => {
    const { link, request } = await portable(desk, visitor);
    await openWithCode(desk, visitor, link);
    await visitor.submit(`${link}/transmission`, { ...PROVIDER, consents: 'yes' });
    const { dpo, target } = { dpo: await theDpo(), target: { reference: request.reference } };
    await declineTransmission(desk, dpo, target, { reason: 'They take no files.', sending: { by: 'mail' } });
    const text = await latestLetterText(desk, 'transmission-declined');
    assert.match(
      text ?? '',
      /to Other Bank directly\. That is not technically feasible, for this reason:\s+They take no files/,
    );
    assert.match(text ?? '', /CNIL/);
    assert.match(
      wordsOf(await visitor.get(await statusOf())),
      /We could not send your data to Other Bank directly\. The reason we gave you: They take no files\./,
    );
    assert.equal(
      (await faultOf(declineTransmission(desk, dpo, target, { reason: 'x', sending: { by: 'mail' } })))?.code,
      'transmission-gone',
    );
  });

  it('are only those of a request for portability that was answered', async () => {
    const access = await answeredWith(desk, visitor, [
      { name: 'a.txt', mediaType: 'text/plain', content: Buffer.from('a') },
    ]);
    await openWithCode(desk, visitor, access.link);
    assert.doesNotMatch(wordsOf(await visitor.get(access.link)), /another provider/);
    assert.equal((await visitor.get(`${access.link}/transmission`)).headers.location, access.link);
    const target = { reference: access.request.reference };
    const sending = sendTransmission(desk, await theDpo(), target, { ...PROVIDER, wish: 'x' });
    assert.equal((await faultOf(sending))?.code, 'not-portability');
  });
});

const theDpo = () => staffMemberOf(desk, desk.organisation);
