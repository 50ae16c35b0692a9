import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { unsealJson } from '../../../models/crypto/keyring.ts';
import { Fact } from '../../../models/fact.ts';
import { keyOfLetter } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, hiddenFieldsIn, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, smtpPeer } from '../../support/mail.ts';
import { received } from '../../support/requests.ts';

const REFUSAL = { scope: 'whole', ground: 'legal-duty', reason: 'We keep invoices.', sending: 'mail' };

describe('A letter is read before it goes', () => {
  let desk: TestDesk;
  let dpo: Browser;
  let request: SubjectRequest;
  let path: string;
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await signedIn(appForTests(desk), 'dpo');
    request = await received(desk, desk.organisation, { language: 'fr' });
    path = `/requests/${request.reference}/refusal`;
  });

  type Fields = Record<string, string | string[]>;
  const post = (fields: Fields) => dpo.post(path).type('form').send(fields);
  /** The letter as it is shown, and what its form carries. */
  const read = async (fields: Fields = REFUSAL) => {
    const shown = await post({ ...(await dpo.hiddenFields(path, path)), ...fields });
    assert.equal(shown.status, 200, shown.text);
    return { text: shown.text, hidden: hiddenFieldsIn(shown.text, path) };
  };
  const decided = () => Fact.count({ where: { requestId: request.id, name: 'refusal-decided' } });
  const refusals = () => Letter.findAll({ where: { kind: 'refusal' } });
  const sent = async () => {
    const peer = await smtpPeer();
    await deliverLetters(desk, mailerTo(peer.url));
    await peer.close();
    return peer.inbox.at(-1)?.text ?? '';
  };

  it('shows all its words, whom it goes to and in which language, and has done nothing yet', async () => {
    const { version } = await request.reload();
    const { text } = await read();
    assert.match(text, /It goes by email to ada@example\.org, in: Français\./);
    assert.match(text, /<article class="panel letter" lang="fr">/);
    for (const words of [/Bonjour Ada Example,/, /We keep invoices\./, /art(icle|\.) 17/i, /CNIL|autorité/])
      assert.match(text, words);
    assert.deepEqual([await decided(), (await refusals()).length], [0, 0]);
    assert.equal((await request.reload()).version, version);
  });

  it('says what in it is fixed: dates, grounds and remedies of a decision, nothing in a message', async () => {
    assert.match((await read()).text, /The dates, the legal ground and the ways to complain are set/);
    path = `/requests/${request.reference}/message`;
    const { text } = await read({ text: 'We look for it.', sending: 'mail' });
    assert.match(text, />The greeting and the words below are yours\.</);
  });

  it('goes as it was read, with the greeting and the words that were chosen', async () => {
    const { hidden } = await read();
    const changed = { ...hidden, greeting: 'Chère Madame Example,', reason: 'Nous gardons les factures.' };
    const again = await post(changed);
    assert.equal(again.status, 200, 'what has changed is read first');
    assert.match(again.text, /The letter has changed/);
    assert.match(again.text, /Chère Madame Example,[\s\S]*Nous gardons les factures\./);
    const { status } = await post({ ...changed, ...hiddenFieldsIn(again.text, path) });
    assert.equal(status, 303);
    const words = await sent();
    assert.match(words, /Chère Madame Example,/);
    assert.match(words, /Nous gardons les factures\./);
    assert.doesNotMatch(words, /Bonjour Ada|We keep invoices/);
  });

  it('leaves date, ground and remedies to the law: no field of the page holds them', async () => {
    const { text } = await read();
    const form = /<form class="narrow stack"[\s\S]*?<\/form>/.exec(text)?.[0] ?? '';
    const names = [...form.matchAll(/<(?:textarea|input class="input)[^>]* name="([^"]*)"/g)].map(
      ([, name]) => name,
    );
    assert.deepEqual(names, ['greeting', 'reason', 'wording']);
  });

  it('goes in a text of its own for this letter, which keeps what the law fixes', async () => {
    const { text, hidden } = await read();
    const source = String(hidden.wordingShown);
    assert.match(text, /These must stay: \{\{decision\}\} \{\{ground\}\} \{\{facts\}\} \{\{complaint\}\}/);
    assert.match(text, /<textarea[^>]*name="wording"[^>]*>\s*\{\{greeting\}\}/);
    const lost = await post({ ...hidden, ...REFUSAL, wording: source.replace('{{complaint}}', '') });
    assert.equal(lost.status, 422);
    assert.match(lost.text, /Line \d+ ends the text without \{\{complaint\}\}/);
    assert.match(lost.text, /<textarea[^>]*name="wording"[^>]*>\s*\{\{greeting\}\}/);
    const wording = source.replace('{{facts}}', 'Nous le regrettons, {{name}}.\n\n{{facts}}');
    const again = await post({ ...hidden, ...REFUSAL, wording });
    assert.equal(again.status, 200);
    assert.match(again.text, /Nous le regrettons, Ada Example\./);
    const gone = await post({
      ...hiddenFieldsIn(again.text, path),
      ...REFUSAL,
      greeting: 'Bonjour Ada Example,',
      wording,
    });
    assert.equal(gone.status, 303, gone.text);
    assert.match(await sent(), /Nous le regrettons, Ada Example\.\n\nLes faits[\s\S]*CNIL/);
  });

  it('goes in no text of its own where that was sent back as it was shown', async () => {
    const { hidden } = await read();
    const gone = await post({
      ...hidden,
      ...REFUSAL,
      greeting: 'Bonjour Ada Example,',
      wording: hidden.wordingShown ?? '',
    });
    assert.equal(gone.status, 303, gone.text);
    const { data } = await Letter.findOne({ where: { kind: 'refusal' }, rejectOnEmpty: true });
    const key = await keyOfLetter(
      desk,
      await Letter.findOne({ where: { kind: 'refusal' }, rejectOnEmpty: true }),
    );
    assert.equal(unsealJson<{ wording?: string }>(key, data as Buffer).wording, undefined);
  });

  it('leads back to the whole form with everything that was written', async () => {
    const { hidden } = await read();
    const { status, text } = await post({
      ...hidden,
      greeting: 'Madame,',
      reason: 'Other facts',
      again: 'form',
    });
    assert.equal(status, 200);
    assert.match(text, /name="ground"[^>]*value="legal-duty"[^>]* checked/);
    assert.match(text, /Other facts/);
    assert.match(text, /name="greeting" value="Madame,"/);
  });

  it('keeps the files of an answer while it is read', async () => {
    path = `/requests/${request.reference}/answer`;
    const answered = { unconfirmed: 'It is the address of the account.' };
    const files = [{ field: 'files', name: 'export.txt', content: 'All of it' }];
    const { status } = await dpo.submit(
      path,
      { ...answered, text: 'Enclosed.', sending: 'paper', release: 'looked-at' },
      { files },
    );
    assert.equal(status, 303);
    const letter = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
    const page = await dpo.get(`/requests/${request.reference}/letters/${letter.id}`);
    assert.match(page.text, /export\.txt/);
  });

  it('has what the person wrote and the facts of the request beside its form, and names its language', async () => {
    for (const verb of ['answer', 'refusal']) {
      const { text } = await dpo.get(`/requests/${request.reference}/${verb}`);
      assert.match(text, /Please delete my account and everything in it\./, verb);
      assert.match(text, /ada@example\.org/);
      assert.match(text, /The letter goes in: Français\./);
    }
  });
});
