import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { Letter } from '../../../models/letter.ts';
import { mailerTo } from '../../support/mail.ts';
import { lettersGoOut } from '../../support/post.ts';
import { type ScriptedPeer, scriptedPeer } from '../../support/scriptedPeer.ts';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

describe('A letter of which nobody knows whether it arrived, on its request', () => {
  let at: RequestAtHand;
  let peer: ScriptedPeer;
  const deliver = () => deliverLetters(at.desk, mailerTo(peer.url));
  const wordsAt = async (address: string) =>
    (await at.dpo.get(address)).text.replace(/<svg[\s\S]*?<\/svg>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const page = (query = '') => wordsAt(`/requests/${at.request.reference}${query}`);
  const letter = () => Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });

  beforeEach(async () => {
    at = await requestAtHand();
    await lettersGoOut(at.desk);
    await at.done('answer', { text: 'It is deleted.', sending: 'mail' });
    peer = await scriptedPeer({ dot: 'hang-up' });
    await deliver();
  });
  afterEach(() => peer.close());

  it('waits, and its row says that the server may have it already', async () => {
    assert.match(await page(), /Answer .*In the outbox; the mail server may have accepted it already/);
  });

  it('is not said to have been refused once its tries are over: page, row, log and notice leave it open', async () => {
    await Letter.update({ attempts: 7, nextAttemptAt: at.desk.clock() }, { where: { kind: 'answer' } });
    await deliver();
    const text = await page();
    assert.match(
      text,
      /The mail server may have accepted our letter \(Answer\) and did not say so: “The connection to the mail server broke off”\..*until you record that it was sent.*Record that it was sent/,
    );
    assert.match(
      text,
      /It is not known whether a letter arrived: Answer\. The connection to the mail server/,
    );
    assert.match(text, /Answer The mail server may have accepted it The connection/);
    assert.doesNotMatch(text, /Our letter did not arrive|Answer Did not arrive|A letter did not arrive:/);
    assert.match(await wordsAt('/requests'), /Ada Example Letter may have been delivered/);
    const notice = await Letter.findOne({ where: { kind: 'undelivered-notice' }, rejectOnEmpty: true });
    const words = await wordsAt(`/settings/outbox/${notice.id}`);
    assert.match(words, /may not have arrived.*It is not known whether this letter.*Answer/);
    const french = await page('?lang=fr');
    assert.match(french, /a peut-être accepté notre courrier \(Réponse\)/);
    assert.doesNotMatch(french, /Notre courrier n’est pas arrivé|Une lettre n’est pas parvenue :/);
  });

  it('counts as told once that is recorded, and its row is marked no more', async () => {
    await Letter.update({ attempts: 7, nextAttemptAt: at.desk.clock() }, { where: { kind: 'answer' } });
    await deliver();
    const address = `/settings/outbox/${(await letter()).id}`;
    await at.dpo
      .submit(address, { proof: 'Queue id 4F2' }, { action: `${address}/acceptance` })
      .then(({ status }) => assert.equal(status, 303));
    assert.equal(await at.state(), 'purge-pending');
    assert.doesNotMatch(await wordsAt('/requests'), /may have been delivered/);
  });
});
