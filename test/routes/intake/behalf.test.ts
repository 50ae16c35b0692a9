import assert from 'node:assert/strict';
import { Attachment } from '../../../models/attachment.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { askIdentity, confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { detailsOf } from '../../../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { wordsOf as lettersWords } from '../../../views/letters/wordsOf.ts';
import { answer } from '../../support/answering.ts';
import { type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import type { TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { ADA, ask, fillIn, latestLetter, pathOf, wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { visited } from '../../support/visited.ts';

const GRACE = {
  behalf: 'other',
  otherName: 'Grace Client',
  otherEmail: 'grace@example.org',
  otherAddress: '2 Sample Street',
  otherNumber: 'C-99',
  relation: 'lawyer',
  authority: '',
};

const BY_MAIL = { by: 'mail' } as const;

describe('A request for somebody else', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
  });
  const lettersTo = (recipient: string) => Letter.findAll({ where: { recipient }, order: ['id'] });
  const textOf = async (letter: Letter | undefined) =>
    lettersWords(await letterContext(desk, letter as Letter)).text;

  it('first says for whom, then who asks; the number is asked of the client alone', async () => {
    const asked = await visitor.submit('/ask', { rights: ['access'] });
    assert.match(String(asked.headers.location), /^\/ask\/behalf/);
    const who = await visitor.submit('/ask/behalf', GRACE);
    assert.match(String(who.headers.location), /^\/ask\/who/);
    const page = await visitor.get('/ask/who');
    assert.match(wordsOf(page), /You are asking for Grace Client\. These are your own name and address/);
    assert.doesNotMatch(page.text, /name="customerNumber"/);
    await visitor.submit('/ask/behalf', { behalf: 'self' });
    assert.match((await visitor.get('/ask/who')).text, /name="customerNumber"/);
  });

  it('keeps the client’s own name, addresses and number apart, shows them to staff, and is found by the number', async () => {
    const { request } = await ask(visitor, { rights: ['access'], behalf: GRACE });
    const { behalf, customerNumber } = detailsOf(desk, request);
    assert.deepEqual(behalf, {
      name: 'Grace Client',
      relation: 'lawyer',
      email: 'grace@example.org',
      postalAddress: '2 Sample Street',
      customerNumber: 'C-99',
    });
    assert.equal(customerNumber, undefined);
    const dpo = await signedIn(app, 'dpo');
    const page = wordsOf(await dpo.get(`/requests/${request.reference}`));
    assert.match(page, /Grace Client \(asked for by Ada Example\)/);
    assert.match(page, /Grace Client lawyer grace@example\.org 2 Sample Street C-99/);
    assert.match(wordsOf(await dpo.get('/requests?view=all&q=C-99')), new RegExp(request.reference));
  });

  it('says on the check page and the status page for whom it is', async () => {
    await fillIn(visitor, { rights: ['marketing-objection'], behalf: GRACE });
    const check = wordsOf(await visitor.get('/ask/check'));
    assert.match(check, /Who it is for Grace Client lawyer grace@example\.org/);
    assert.match(check, /Your own name Ada Example/);
    const sent = await visitor.submit('/ask/check');
    const token = String(sent.headers.location).split('/').at(-1);
    assert.match(wordsOf(await visitor.get(`/status/${token}`)), /For Grace Client/);
  });

  it('tells the client at their own address that it was made and answered, without any of the sender’s words', async () => {
    const rights = ['objection', 'marketing-objection'];
    const { request } = await ask(visitor, { rights, behalf: GRACE });
    const [received, ...more] = await lettersTo('client');
    assert.deepEqual([received?.kind, more.length], ['client-notice', 0]);
    assert.equal((await letterContext(desk, received as Letter)).to.address, 'grace@example.org');
    const text = await textOf(received);
    assert.match(text, /somebody made a request about your data to Example Hosting, and says that they act/);
    assert.match(text, /If you did not agree to this, write to/);
    assert.doesNotMatch(text, /Ada|Grace|lawyer|\/status\/|\/confirm\//);
    const dpo = await staffMemberOf(desk, desk.organisation);
    const words = { text: 'Done.', nothingHeld: '', files: [], sending: { by: 'mail' as const } };
    await answer(desk, dpo, { reference: request.reference }, words);
    await lettersGoOut(desk);
    const answered = (await lettersTo('client')).at(-1);
    assert.match(await textOf(answered), /decided on a request about your data that somebody made for you/);
  });

  it('tells nobody twice: a client without an address, or with the representative’s, gets no letter', async () => {
    await ask(visitor, { rights: ['erasure'], behalf: { ...GRACE, otherEmail: '' } });
    await ask(visitor, { rights: ['erasure'], behalf: { ...GRACE, otherEmail: ADA.email } });
    assert.equal((await lettersTo('client')).length, 0);
  });

  it('names the client in the letters to the representative, once that mailbox is known', async () => {
    const { request } = await ask(visitor, { rights: ['access'], behalf: GRACE });
    await visitor.submit(pathOf((await latestLetter(desk, 'receipt')).links.confirm));
    const dpo = await staffMemberOf(desk, desk.organisation);
    const sending = { by: 'mail' as const };
    await askIdentity(desk, dpo, { reference: request.reference }, { doubt: 'd', needed: 'n', sending });
    const letters = await lettersTo('person');
    const of = (kind: string) => textOf(letters.find((letter) => letter.kind === kind));
    assert.match(await of('identity-request'), /Dear Ada Example,\n\nYou wrote to us for Grace Client\./);
    assert.doesNotMatch(await of('receipt'), /Grace/);
  });

  it('names the client where a message is written, a request withdrawn and an answer read', async () => {
    const { request, token } = await ask(visitor, { rights: ['access'], behalf: GRACE });
    const page = `/status/${token}/${request.reference}`;
    assert.doesNotMatch(wordsOf(await visitor.get(`${page}/message`)), /Grace/);
    await visitor.submit(pathOf((await latestLetter(desk, 'receipt')).links.confirm));
    const by = await staffMemberOf(desk, desk.organisation);
    const words = { text: 'A', files: [], nothingHeld: 'None', unconfirmed: 'Known', sending: BY_MAIL };
    for (const form of ['message', 'withdrawal'])
      assert.match(wordsOf(await visitor.get(`${page}/${form}`)), /See my data, R-\S+, for Grace Client/);
    await confirmIdentity(desk, by, { reference: request.reference }, { method: 'question', note: '' });
    await answer(desk, by, { reference: request.reference }, words);
    const link = pathOf((await latestLetter(desk, 'answer')).links.answer);
    await visitor.submit(link);
    await visitor.submit(`${link}/code`, { code: (await latestLetter(desk, 'answer-code')).code ?? '' });
    assert.match(wordsOf(await visitor.get(link)), /See my data, R-\S+, for Grace Client A/);
  });

  it('shows the proof of authority beside the form of an answer and of a refusal', async () => {
    await visitor.submit('/ask', { rights: ['access'] });
    await visitor.submit('/ask/behalf', GRACE);
    await visitor.submit('/ask/who', ADA);
    await visitor.submit('/ask/about', { about: '' });
    const mandate = { field: 'files', name: 'mandate.txt', content: 'I appoint Ada.' };
    await visitor.submit('/ask/files', { mandate: 'yes' }, { files: [mandate] });
    await visitor.submit('/ask/check');
    await visitor.submit(pathOf((await latestLetter(desk, 'receipt')).links.confirm));
    const request = await SubjectRequest.findOne({ rejectOnEmpty: true });
    const dpo = await signedIn(app, 'dpo');
    for (const form of ['answer', 'refusal'])
      assert.match(wordsOf(await dpo.get(`/requests/${request.reference}/${form}`)), /mandate\.txt/, form);
  });

  it('shows a mandate that came later with its message alone', async () => {
    const { request, token } = await ask(visitor, { behalf: GRACE });
    await visitor.submit(pathOf((await latestLetter(desk, 'receipt')).links.confirm));
    const files = [{ field: 'files', name: 'mandate.pdf', content: '%PDF-1.4' }];
    const message = { message: 'Here it is.', mandate: 'yes' };
    await visitor.submit(`/status/${token}/${request.reference}/message`, message, { files });
    assert.equal(wordsOf(await visitor.get(`/status/${token}`)).match(/mandate\.pdf/g)?.length, 1);
  });

  it('keeps the proof of authority, and destroys what shows an identity', async () => {
    await visitor.submit('/ask', { rights: ['access'] });
    await visitor.submit('/ask/behalf', GRACE);
    await visitor.submit('/ask/who', ADA);
    await visitor.submit('/ask/about', { about: '' });
    const mandate = { field: 'files', name: 'mandate.txt', content: 'I appoint Ada.' };
    await visitor.submit('/ask/files', { mandate: 'yes' }, { files: [mandate] });
    assert.match(wordsOf(await visitor.get('/ask/check')), /mandate\.txt \([^)]*proof of authority\)/);
    const sent = await visitor.submit('/ask/check');
    const token = String(sent.headers.location).split('/').at(-1);
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { reference } = (await ask(browser(app), { rights: ['erasure'] })).requests[0] ?? { reference: '' };
    const posted = { by: 'post' as const, postedAt: desk.clock(), proof: 'RR 1' };
    await askIdentity(desk, dpo, { reference }, { doubt: 'd', needed: 'n', sending: posted });
    const more = { field: 'files', name: 'more.txt', content: 'The court agrees.' };
    const passport = { field: 'files', name: 'passport.txt', content: 'A passport.' };
    const message = `/status/${token}/${reference}/message`;
    assert.equal((await visitor.submit(message, { mandate: 'yes' }, { files: [more] })).status, 303);
    await askAgain();
    assert.equal((await visitor.submit(message, { message: 'x' }, { files: [passport] })).status, 303);
    await confirmIdentity(desk, dpo, { reference }, { method: 'document', note: '' });
    const rows = await Attachment.findAll({ where: { purpose: ['mandate', 'identity'] }, order: ['id'] });
    assert.deepEqual(
      rows.map(({ purpose, destroyedAt }) => [purpose, destroyedAt !== null]),
      [
        ['mandate', false],
        ['mandate', false],
        ['identity', true],
      ],
    );

    /** What came first ended the wait: the identity is asked for anew. */
    async function askAgain(): Promise<void> {
      desk.clock.advance({ hours: 1 });
      const sending = { ...posted, postedAt: desk.clock() };
      await askIdentity(desk, dpo, { reference }, { doubt: 'd', needed: 'n', sending });
    }
  });
});
