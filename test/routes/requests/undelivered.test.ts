import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { Fact } from '../../../models/fact.ts';
import { Letter } from '../../../models/letter.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { mailerTo, refusing, smtpPeer } from '../../support/mail.ts';
import { lettersGoOut } from '../../support/post.ts';
import { type RequestAtHand, requestAtHand, TODAY } from './requestAtHand.ts';

describe('A letter that did not arrive, on its request', () => {
  let at: RequestAtHand;
  beforeEach(async () => {
    at = await requestAtHand();
    await lettersGoOut(at.desk);
  });
  const wordsAt = async (address: string) =>
    (await at.dpo.get(address)).text.replace(/<svg[\s\S]*?<\/svg>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const page = () => wordsAt(`/requests/${at.request.reference}`);

  it('is the next step, with the server’s words and two ways to write again; its row is marked', async () => {
    await at.done('answer', { text: 'It is deleted.', sending: 'mail' });
    const peer = await smtpPeer({
      onRcptTo: (_address, _session, done) => done(refusing(550, '5.1.1 no such mailbox')),
    });
    await deliverLetters(at.desk, mailerTo(peer.url));
    await peer.close();
    assert.match(
      await page(),
      /did not arrive \(Answer\): “550 5\.1\.1 no such mailbox”\. Write by another channel.*Correct the address and send it again Record it as sent by post/,
    );
    assert.match(await wordsAt('/requests'), /Ada Example Letter not delivered/);
    assert.equal((await at.form('closure')).status, 409);
    await at.refused('resending', { email: 'nobody at all' }, 'email', /email|e-mail/i);
    await at.refused('resending', { email: 'ada.example@example.org' }, 'known', /how you know/i);
    await at.done('resending', { email: 'ada.example@example.org', known: 'They rang' });
    await lettersGoOut(at.desk);
    assert.equal(await at.state(), 'purge-pending');
    assert.doesNotMatch(await wordsAt('/requests'), /not delivered/);
  });

  it('is recorded when it comes back, shown with what it had told, and set aside only with proof', async () => {
    await at.done('answer', { text: 'It is deleted.', sending: 'mail' });
    await lettersGoOut(at.desk);
    const { id } = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
    const back = { letter: String(id), returnedOn: TODAY, returnedOnTime: '10:00' };
    await at.refused('returned-letter', { ...back, known: '' }, 'known', /how you know/);
    await at.done('returned-letter', { ...back, known: 'Notice 5.1.1' });
    assert.equal(await at.state(), 'open');
    const text = await page();
    assert.match(text, /Our letter came back on Monday 2 March 2026 \(Answer\)/);
    assert.match(text, /answered by a link \(the letter came back\).*It is deleted\./);
    assert.match(await wordsAt('/requests'), /Letter came back/);
    await at.refused('returned-letter/delivery', { reason: 'She thanked us', proof: '' }, 'proof', /proves/);
    await at.done('returned-letter/delivery', { reason: 'She thanked us', proof: 'Message of today' });
    assert.equal(await at.state(), 'purge-pending');
    await at.done('returned-letter/delivery/undo');
    await at.done('returned-letter/undo');
    assert.equal(await at.state(), 'purge-pending');
  });

  it('has lapsed an extension whose notice came back, which is not said never to have gone', async () => {
    await at.done('extension', { ground: 'number', reason: 'Thirty requests', sending: 'mail' });
    await lettersGoOut(at.desk);
    const { id } = await Letter.findOne({ where: { kind: 'extension-notice' }, rejectOnEmpty: true });
    const back = { letter: String(id), returnedOn: TODAY, returnedOnTime: '10:00', known: 'Notice 5.1.1' };
    await at.done('returned-letter', back);
    at.desk.clock.set('2026-04-20T09:00:00Z');
    at.dpo = await signedIn(appForTests(at.desk), 'dpo', {
      email: 'later@example.org',
      organisation: { id: at.request.organisationId },
    });
    const text = await page();
    assert.match(
      text,
      /notice of the extension came back, so the date Thursday 2 April 2026 stands.*Delivered after all/,
    );
    assert.doesNotMatch(text, /had not gone out/);
  });

  it('is recorded by the day alone when nobody knows the time, and on no day to come', async () => {
    await at.done('answer', { text: 'It is deleted.', sending: 'mail' });
    await lettersGoOut(at.desk);
    const { id } = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
    const back = { letter: String(id), known: 'Stamped: moved away' };
    await at.refused('returned-letter', { ...back, returnedOn: '2026-03-03' }, 'returnedOn', /future|past/);
    at.desk.clock.advance({ hours: 1 });
    await at.done('returned-letter', { ...back, returnedOn: TODAY });
    const returned = await Fact.findOne({ where: { name: 'letter-returned' }, rejectOnEmpty: true });
    assert.equal(returned.at.toISOString(), '2026-03-02T10:00:00.000Z');
  });
});
