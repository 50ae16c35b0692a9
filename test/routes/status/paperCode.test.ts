import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { wordsOf as wordsOfLetter } from '../../../views/letters/wordsOf.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, smtpPeer } from '../../support/mail.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const DETAILS = { about: 'Delete my account.', postalAddress: '12 Nowhere Street\nYork' };

describe('The code on a letter', () => {
  let desk: TestDesk;
  let visitor: Browser;
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
    request = await byPost();
  });

  const byPost = (organisation = desk.organisation) =>
    received(desk, organisation, { channel: 'post', person: { name: 'Otto Nomail' }, details: DETAILS });
  const letterOf = async ({ id }: SubjectRequest, kind: Letter['kind'] = 'receipt') => {
    const letter = await Letter.findOne({ where: { requestId: id, kind }, rejectOnEmpty: true });
    return { letter, context: await letterContext(desk, letter) };
  };
  const codeOf = async (one: SubjectRequest) => (await letterOf(one)).context.code ?? '';
  const open = (reference: string, code: string) => visitor.submit('/status/letter', { reference, code });

  it('stands on each letter on paper with the address to type it at, and no link that nobody can type', async () => {
    const by = await staffMemberOf(desk, desk.organisation);
    const refusal = { scope: 'whole', ground: 'legal-duty', reason: 'Invoices.' } as const;
    await refuse(desk, by, { reference: request.reference }, { ...refusal, sending: { by: 'paper' } });
    for (const kind of ['receipt', 'refusal'] as const) {
      const { context } = await letterOf(request, kind);
      const { text } = wordsOfLetter(context);
      const code = /and the code ([B-DF-HJKMNP-TV-XZ]{4}-[B-DF-HJKMNP-TV-XZ]{4})\./.exec(text)?.[1];
      assert.equal(code, await codeOf(request), kind);
      assert.match(text, /open http:\/\/localhost:3000\/status\/letter and enter R-/);
      assert.doesNotMatch(text, /\/status\/[\w-]{20}/);
    }
  });

  it('opens the status page with the reference, however it is typed', async () => {
    const code = await codeOf(request);
    for (const typed of [code, code.toLowerCase(), code.replace('-', ' '), ` ${code.replace('-', '')} `]) {
      const { status, headers } = await open(request.reference.toLowerCase(), typed);
      assert.equal(status, 303, typed);
      assert.match(wordsOf(await visitor.get(headers.location ?? '')), /What you wrote Delete my account\./);
    }
  });

  it('opens nothing with another reference, in another organisation, or wrongly typed', async () => {
    const code = await codeOf(request);
    const other = await byPost();
    const abroad = await byPost(await anotherOrganisation(desk));
    const mailed = await received(desk, desk.organisation);
    const wrong = `${code.slice(0, -1)}${code.endsWith('B') ? 'C' : 'B'}`;
    for (const [reference, typed] of [
      [other.reference, code],
      [abroad.reference, await codeOf(abroad)],
      [mailed.reference, code],
      [request.reference, wrong],
      [request.reference, ''],
      ['', code],
    ] as const) {
      const { status, text } = await open(reference, typed);
      assert.equal(status, 422, `${reference} ${typed}`);
      assert.match(text, /The reference or the code is wrong/);
    }
  });

  it('is in no table, and covered in what is kept and shown to staff', async () => {
    const code = await codeOf(request);
    const { letter } = await letterOf(request);
    const rows = JSON.stringify(await desk.database.query('SELECT * FROM submissions'));
    assert.ok(!rows.includes(code.replace('-', '')) && !rows.includes(code));
    const { context } = await letterOf(request);
    assert.ok(context.secrets.includes(code));
    assert.equal(letter.text, null);
  });

  it('is tried thirty times an hour from one address', async () => {
    const limited = browser(appForTests(desk, { rateLimits: true }));
    const tried = { reference: request.reference, code: 'BBBB-BBBB' };
    for (let i = 0; i < 30; i += 1)
      assert.equal((await limited.submit('/status/letter', tried)).status, 422, String(i));
    assert.equal((await limited.submit('/status/letter', tried)).status, 429);
  });

  it('can still be typed where codes sent by mail were wrong too often', async () => {
    const limited = browser(appForTests(desk, { rateLimits: true }));
    await limited.submit('/status', { reference: request.reference, email: 'ada@example.org' });
    for (let i = 0; i < 30; i += 1) await limited.submit('/status/code', { code: '000000' });
    assert.equal((await limited.submit('/status/code', { code: '000000' })).status, 429);
    const { status } = await limited.submit('/status/letter', {
      reference: request.reference,
      code: await codeOf(request),
    });
    assert.equal(status, 303);
  });
});

describe('The link to the status page', () => {
  it('stands once in each letter by mail that decides or asks something', async () => {
    const desk = await deskForTests();
    const request = await received(desk, desk.organisation);
    const by = await staffMemberOf(desk, desk.organisation);
    const sending = { by: 'mail' } as const;
    await refuse(desk, by, request, { scope: 'whole', ground: 'legal-duty', reason: 'Invoices.', sending });
    const peer = await smtpPeer();
    await deliverLetters(desk, mailerTo(peer.url));
    await peer.close();
    assert.equal(peer.inbox.length, 2);
    for (const { text } of peer.inbox)
      assert.equal([...text.matchAll(/http:\/\/localhost:3000\/status\/[\w-]{43}/g)].length, 1, text);
  });
});
