import assert from 'node:assert/strict';
import { Letter } from '../../../models/letter.ts';
import { declineTransmission } from '../../../models/transmission/decide.ts';
import { openWithCode } from '../../support/answered.ts';
import { type Browser, signedIn, type TestApp } from '../../support/app.ts';
import type { TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { latestLetter, wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { latestLetterText, PROVIDER, portable, transmitted } from '../../support/transmitted.ts';
import { visited } from '../../support/visited.ts';

const statusOf = async (desk: TestDesk) => (await latestLetter(desk, 'answer')).links.status?.slice(21) ?? '';

describe('The wish that data go to another provider', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
  });
  const asked = async () => {
    const made = await portable(desk, visitor);
    await signedIn(app, 'dpo');
    await openWithCode(desk, visitor, made.link);
    await visitor.submit(`${made.link}/transmission`, { ...PROVIDER, consents: 'yes' });
    return made.request;
  };
  const notices = async () =>
    (await Letter.findAll({ where: { kind: 'message-notice' } })).map(({ state }) => state);

  it('is the next step of its request, before it is closed, until somebody has decided', async () => {
    const { reference } = await asked();
    const dpo = await signedIn(app, 'dpo');
    const wish = /Next step The person asks that their data go to Other Bank\./;
    const page = wordsOf(await dpo.get(`/requests/${reference}`));
    assert.match(page, wish);
    assert.match(
      page,
      /After that: Everything is done\. Close the request\. .*Send the data to another provider/,
    );
    const closure = `/requests/${reference}/closure`;
    const early = await dpo.submit(closure, {}, { action: closure });
    assert.match(
      wordsOf(early),
      /The person asked that their data go to Other Bank \(Art\. 20\(2\) GDPR\)\. Send them there/,
    );
    const by = await staffMemberOf(desk, desk.organisation);
    await declineTransmission(desk, by, { reference }, { reason: 'No interface', sending: { by: 'mail' } });
    await lettersGoOut(desk);
    assert.equal((await dpo.submit(closure, {}, { action: closure })).status, 303);
    assert.doesNotMatch(wordsOf(await dpo.get(`/requests/${reference}`)), wish);
  });

  it('is told to those who work on the request, by a mail that does not say where to; not once it is decided', async () => {
    const { reference } = await asked();
    const told = await latestLetterText(desk, 'message-notice');
    assert.match(
      told,
      /On Monday 2 March 2026, 10:00 \(Paris\) the person asked that their data go to another provider \(Art\. 20\(2\) GDPR\)/,
    );
    assert.doesNotMatch(told, /Other Bank/);
    const by = await staffMemberOf(desk, desk.organisation);
    await declineTransmission(desk, by, { reference }, { reason: 'No interface', sending: { by: 'mail' } });
    await lettersGoOut(desk);
    assert.ok((await notices()).every((state) => state === 'cancelled'));
  });

  it('is told when it waits, and again when another takes its place', async () => {
    const { id } = await asked();
    await lettersGoOut(desk);
    const before = await notices();
    assert.ok(before.length > 0 && before.every((state) => state === 'sent'), String(before));
    desk.clock.advance({ minutes: 1 });
    const { answer } = (await latestLetter(desk, 'answer')).links;
    const link = new URL(answer ?? '').pathname;
    await visitor.submit(`${link}/transmission`, { ...PROVIDER, provider: 'Third Bank', consents: 'yes' });
    assert.equal((await notices()).length, before.length * 2, String(id));
  });
});

describe('Data handed to another provider whose mail comes back', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
  });

  it('are not delivered where the mail to the provider comes back, which the DPO records, and can undo', async () => {
    const { request } = await transmitted(desk, visitor);
    const place = `/requests/${request.reference}`;
    const dpo = await signedIn(app, 'dpo');
    const notice = await Letter.findOne({ where: { kind: 'transmission-notice' }, rejectOnEmpty: true });
    assert.match(
      wordsOf(await dpo.get(`${place}/returned-letter`)),
      /Link for a provider Sent on 2 Mar 2026\. To Other Bank/,
    );
    const back = { letter: String(notice.id), returnedOn: '2026-03-02', known: 'Notice 5.1.1' };
    const recorded = await dpo.submit(place, back, { action: `${place}/returned-letter` });
    assert.equal(recorded.status, 303, wordsOf(recorded));
    const told = /The link for Other Bank \(switch@bank\.example\.org\) was not delivered/;
    assert.match(wordsOf(await dpo.get(place)), told);
    assert.match(wordsOf(await visitor.get(await statusOf(desk))), told);
    assert.equal((await request.reload()).status, 'answered', 'the person was told all the same');
    assert.equal(await Letter.count({ where: { kind: 'undelivered-notice' } }), 0);
    const undone = await dpo.submit(
      place,
      { reason: 'Another mail' },
      { action: `${place}/returned-letter/undo` },
    );
    assert.equal(undone.status, 303, wordsOf(undone));
    assert.doesNotMatch(wordsOf(await dpo.get(place)), told);
  });
});
