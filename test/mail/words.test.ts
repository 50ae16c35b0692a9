import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { makeCode } from '../../models/code/codes.ts';
import { digitsOf } from '../../models/code/digits.ts';
import { keyOfLetter } from '../../models/letter/context.ts';
import { queueLetter } from '../../models/letter/queue.ts';
import { Letter } from '../../models/letter.ts';
import { askClarification } from '../../models/subjectRequest/clarification.ts';
import { close } from '../../models/subjectRequest/closure.ts';
import { extendDeadline } from '../../models/subjectRequest/extension.ts';
import { askIdentity, rejectIdentity } from '../../models/subjectRequest/identity.ts';
import type { Intake } from '../../models/subjectRequest/receive.ts';
import { refuse } from '../../models/subjectRequest/refusal.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { answer } from '../support/answering.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../support/mail.ts';
import { letterAfter } from '../support/post.ts';
import { promiseBy } from '../support/promises.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

const BY_MAIL = { sending: { by: 'mail' as const } };
const COMPLAINT = /CNIL\), https:\/\/www\.cnil\.fr/;

describe('The words of a letter to the person', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-01-31T10:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    peer = await smtpPeer();
  });
  afterEach(() => peer.close());

  const letterOf = (verb: () => Promise<unknown>) => letterAfter(desk, peer, verb);
  const target = ({ reference }: SubjectRequest) => ({ reference });
  const open = (changes: Partial<Intake> = {}) =>
    received(desk, desk.organisation, { rights: ['access'], ...changes });

  it('of receipt names each promise with its date, the links, and the authority', async () => {
    await promiseBy(desk, 'scalingo-privacy@2015');
    const { text } = await letterOf(() =>
      receive(desk, desk.organisation, { rights: ['erasure', 'access'] }),
    );
    assert.match(text, /Your 2 requests reached us on Saturday 31 January 2026, 11:00 \(Paris\)\./);
    assert.match(
      text,
      /We will answer you by Monday 2 March 2026\. If we need longer, we will tell you why before then\./,
    );
    assert.match(text, /delete its data: by Sunday 1 February 2026, 11:00 \(Paris\)\./);
    assert.match(text, /http:\/\/localhost:3000\/confirm\/[\w-]{20,}\n/);
    assert.match(text, /http:\/\/localhost:3000\/status\/[\w-]{20,}\n/);
    assert.match(text, COMPLAINT);
  });

  it('of receipt contains nothing written by the person who typed the address', async () => {
    const { text, headers } = await letterOf(() =>
      receive(desk, desk.organisation, {
        person: { name: 'Win at https://evil.example.org', email: 'victim@example.org' },
      }),
    );
    assert.doesNotMatch(text + headers.subject, /evil/);
  });

  it('of receipt has no link to confirm for a request that was logged by hand', async () => {
    const { text } = await letterOf(() =>
      receive(desk, desk.organisation, { channel: 'post', received: { at: desk.clock() } }),
    );
    assert.doesNotMatch(text, /\/confirm\//);
  });

  it('that asks about identity says why, what would help, where, and that the clock stops', async () => {
    const request = await open();
    const { text } = await letterOf(() =>
      askIdentity(desk, dpo, target(request), {
        doubt: 'Two of this name',
        needed: 'Your customer number',
        ...BY_MAIL,
      }),
    );
    for (const part of [
      /Two of this name/,
      /Your customer number/,
      /Information is enough/,
      /\/status\//,
      /is paused from today/,
      COMPLAINT,
    ])
      assert.match(text, part);
  });

  it('that asks about identity says that the clock runs on where the policy does not pause', async () => {
    desk.packs.splice(0, desk.packs.length, ...desk.packs.map((pack) => ({ ...pack, pauses: [] })));
    const request = await open();
    const { text } = await letterOf(() =>
      askIdentity(desk, dpo, target(request), { doubt: 'D', needed: 'N', ...BY_MAIL }),
    );
    assert.match(text, /keeps running meanwhile/);
    assert.doesNotMatch(text, /is paused/);
  });

  it('that extends says receipt, reasons, the new date from receipt, complaint and court (Art. 12(3))', async () => {
    const request = await open();
    const { text, headers } = await letterOf(() =>
      extendDeadline(desk, dpo, target(request), { ground: 'both', reason: 'Three systems', ...BY_MAIL }),
    );
    assert.match(headers.subject ?? '', /we will answer by Thursday 30 April 2026$/);
    for (const part of [
      /reached us on Saturday 31 January 2026/,
      /Three systems/,
      /by Thursday 30 April 2026/,
      /3 months/,
      /court/,
      COMPLAINT,
    ])
      assert.match(text, part);
  });

  it('that answers holds nothing of the answer, but where and until when it can be fetched', async () => {
    const request = await open();
    const { text, raw } = await letterOf(() =>
      rectified(request, 'Your cat is called Tom and is always hungry'),
    );
    assert.doesNotMatch(raw, /Tom|hungry/);
    assert.match(text, /\/answers\/[\w-]{20,}\n/);
    assert.match(text, /until Monday 2 March 2026, 11:00 \(Paris\)/);
    assert.match(text, /asks for a code/);
  });
  const rectified = async (_request: SubjectRequest, text: string) => {
    const other = await open({ rights: ['rectification'] });
    return answer(desk, dpo, target(other), {
      text,
      files: [],
      unconfirmed: 'Known to us',
      nothingHeld: '',
      ...BY_MAIL,
    });
  };

  it('that refuses says which part, the ground with its article, the facts, who decided, complaint and court (Art. 12(4))', async () => {
    const request = await open({ rights: ['erasure'] });
    const input = { scope: 'part' as const, ground: 'legal-duty', reason: 'Invoices of 2025', ...BY_MAIL };
    const { text } = await letterOf(() => refuse(desk, dpo, target(request), input));
    for (const part of [
      /a part of your request/,
      /legal duty.*Art\. 17\(3\)\(b\) GDPR/,
      /Invoices of 2025/,
      /by A dpo/,
      /court/,
      COMPLAINT,
    ])
      assert.match(text, part);
  });

  it('that ends a request says why, and that one may ask again', async () => {
    const { requests } = await receive(desk, desk.organisation);
    const silent = requests[0] as SubjectRequest;
    const gaveUp = await letterOf(() =>
      close(desk, dpo, target(silent), { reason: 'Three letters unanswered', ...BY_MAIL }),
    );
    assert.match(gaveUp.text, /Three letters unanswered[\s\S]*make a new request[\s\S]*court/);
    const rejected = await open();
    const not = await letterOf(() =>
      rejectIdentity(desk, dpo, target(rejected), { reason: 'Another’s number', ...BY_MAIL }),
    );
    assert.match(not.text, /Arts\. 11\(2\) and 12\(6\)[\s\S]*Another’s number[\s\S]*court/);
    const withdrawn = await open();
    const back = await letterOf(() => withdraw(desk, dpo, target(withdrawn), { reason: '' }));
    assert.match(back.text, /withdrawn on Saturday 31 January 2026[\s\S]*If it was not you/);
  });

  it('with a code says until when, and does not go once that is over', async () => {
    const request = await open();
    const name = await makeCode(desk, 'status', 'x');
    const order = () =>
      orderOf(request, 'status-code', { code: name }).then((given) =>
        queueLetter(given.key, given.order, desk.clock()),
      );
    const { text } = await letterOf(order);
    assert.match(text, new RegExp(`Your code: ${digitsOf(desk, name)}\\n`));
    assert.match(text, /until Saturday 31 January 2026, 11:15 \(Paris\)/);
    await order();
    desk.clock.advance({ minutes: 15 });
    assert.equal((await deliverLetters(desk, mailerTo(peer.url))).cancelled, 1);
  });
  const orderOf = async (request: SubjectRequest, kind: Letter['kind'], data: Record<string, string>) => {
    const { organisationId, id: requestId, language } = request;
    return {
      key: desk.keyring.unwrap(request.wrappedKey as Buffer),
      order: { organisationId, requestId, kind, language, recipient: 'person', data },
    };
  };

  it('takes what people write as it is: braces, signs of a template, several lines', async () => {
    const request = await open({
      person: { name: '{{reference}} $t(letters:about) $& <b>', email: 'x@example.org' },
    });
    const { text } = await letterOf(() =>
      askClarification(desk, dpo, target(request), {
        question: 'First {{when}}\r\n\r\nsecond $1 $t(x)',
        ...BY_MAIL,
      }),
    );
    assert.match(text, /Dear \{\{reference\}\} \$t\(letters:about\) \$& <b>,/);
    assert.match(text, /First \{\{when\}\}\n\nsecond \$1 \$t\(x\)\n/);
  });

  it('is French for a person who asked in French', async () => {
    const request = await open({ language: 'fr', person: { name: 'Zoé Exemple', email: 'zoe@example.org' } });
    const { text, headers } = await letterOf(() =>
      extendDeadline(desk, dpo, target(request), {
        ground: 'complexity',
        reason: 'Trois systèmes',
        ...BY_MAIL,
      }),
    );
    assert.equal(
      headers.subject,
      `Votre demande ${request.reference} : réponse au plus tard le jeudi 30 avril 2026`,
    );
    assert.match(text, /Bonjour Zoé Exemple,[\s\S]*au plus tard le jeudi 30 avril 2026, soit 3 mois/);
    assert.equal(headers['content-language'], 'fr');
  });

  it('is kept under the request’s key with every secret covered', async () => {
    const { text } = await letterOf(() => receive(desk, desk.organisation));
    const letter = await Letter.findOne({ where: { kind: 'receipt' }, rejectOnEmpty: true });
    assert.ok(letter.text && !letter.text.includes('received'));
    const { unsealJson } = await import('../../models/crypto/keyring.ts');
    const kept = unsealJson<{ text: string }>(await keyOfLetter(desk, letter), letter.text);
    const secrets = [...text.matchAll(/\/(?:confirm|status)\/([\w-]+)/g)].map(([, secret]) => secret ?? '');
    assert.equal(secrets.length, 2);
    for (const secret of secrets) assert.ok(!kept.text.includes(secret));
    assert.match(kept.text, /\/status\/•••\n/);
  });
});
