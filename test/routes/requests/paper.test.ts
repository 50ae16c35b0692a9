import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { recordPosting } from '../../../models/letter/deliveries.ts';
import { Letter } from '../../../models/letter.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, smtpPeer } from '../../support/mail.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const ADDRESS = '12 Nowhere Street\nYork YO1 9ZZ';
const REASON = 'The invoices of 2024 must be kept.\n#panic() *not bold* $x$';

describe('A letter on paper', () => {
  let desk: TestDesk;
  let app: TestApp;
  let dpo: Browser;
  let request: SubjectRequest;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    app = appForTests(desk);
    dpo = await signedIn(app, 'dpo');
    request = await received(desk, desk.organisation, {
      channel: 'post',
      person: { name: 'Otto Nomail' }, // who has no mailbox
      details: { about: 'Delete my account.', postalAddress: ADDRESS },
    });
  });

  const refusal = { scope: 'whole', ground: 'legal-duty', reason: REASON, sending: 'paper' };
  const refuse = async () => {
    const { status, text } = await dpo.submit(`/requests/${request.reference}/refusal`, refusal);
    assert.equal(status, 303, text);
    assert.match(
      await page(),
      /notice[\s\S]*ready to print and post\. The person counts as told from the day of posting/,
    );
    return letter();
  };
  const letter = () => Letter.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  const placeOf = ({ id }: Letter) => `/requests/${request.reference}/letters/${id}`;
  const page = async () => (await dpo.get(`/requests/${request.reference}`)).text;
  const print = async (one: Letter): Promise<Buffer> => {
    const answer = await dpo
      .post(`${placeOf(one)}/print`)
      .type('form')
      .send(await dpo.hiddenFields(placeOf(one), `${placeOf(one)}/print`))
      .buffer(true)
      .parse((stream, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => done(null, Buffer.concat(parts)));
      });
    assert.deepEqual([answer.status, answer.headers['content-type']], [200, 'application/pdf']);
    return answer.body;
  };
  /** On another day, logged in anew. */
  const later = async (at: string) => {
    desk.clock.set(at);
    dpo = await signedIn(app, 'dpo');
  };
  const record = (one: Letter, postedOn: string) =>
    dpo.submit(placeOf(one), { postedOn, proof: 'RE 1' }, { action: `${placeOf(one)}/posting` });

  it('is prepared, waits to be posted and is taken by no mail server', async () => {
    const one = await refuse();
    assert.deepEqual([one.channel, one.state, one.nextAttemptAt], ['post', 'queued', null]);
    const peer = await smtpPeer();
    assert.equal((await deliverLetters(desk, mailerTo(peer.url))).sent, 0);
    await peer.close();
    const text = await page();
    assert.match(text, /The letter is ready to print and post: Refusal/i);
    assert.ok(text.includes(`href="${placeOf(one)}"`), 'the request leads to the letter');
    assert.equal((await request.reload()).status, 'open', 'nobody has been told yet');
  });

  it('is read whole before it is printed: address, ground, facts, remedies', async () => {
    const { text } = await dpo.get(placeOf(await refuse()));
    for (const words of [
      /Dear Otto Nomail/,
      /The invoices of 2024 must be kept/,
      /Art\. 17\(3\)\(b\)/,
      /Art/,
    ])
      assert.match(text, words);
  });

  it('is set for a name of any length, with an emoji where its greeting ends', async () => {
    const name = `${'A'.repeat(99)}😀 Example`;
    await request.update({ personName: name });
    const one = await refuse();
    assert.match((await print(one)).toString('latin1'), /^%PDF/);
    const { text } = await dpo.get(placeOf(one));
    assert.ok(text.includes(`Dear ${'A'.repeat(99)}😀,`));
  });

  it('is a tagged PDF/UA-1 with its title, language and pages, and nothing in it is read as markup', async () => {
    const pdf = await print(await refuse());
    const bytes = pdf.toString('latin1');
    assert.match(bytes, /^%PDF-1\.7/);
    assert.match(bytes, /\/MarkInfo\s*<<[^>]*\/Marked true/);
    assert.match(bytes, /\/StructTreeRoot/);
    assert.match(bytes, /\/Lang \(en\)/);
    assert.match(bytes, /<pdfuaid:part>1<\/pdfuaid:part>/);
    assert.match(bytes, /<dc:title>.*Your request R-[^<]*: our decision/);
    assert.match(bytes, /\/S \/H1/, 'the subject is a heading');
    assert.ok(inkOf(pdf).length > 0, 'it has a page');
  });

  it('of two thousand lines is set, and its memory given back when it is done; of one more is refused beside its field', async () => {
    const send = (count: number) =>
      dpo.submit(`/requests/${request.reference}/refusal`, {
        ...refusal,
        reason: Array.from({ length: count }, () => '- a').join('\n'),
      });
    const { status, text } = await send(2001);
    assert.equal(status, 422);
    assert.match(text, /id="reason-error"[^>]*>[\s\S]{0,200}too many lines: 2000 at most/);
    assert.equal((await send(2000)).status, 303);
    const before = residentMiB();
    const pdf = await print(await letter());
    assert.match(pdf.subarray(0, 5).toString(), /%PDF-/);
    const kept = residentMiB() - before;
    assert.ok(kept < 40, `${kept} MiB more than before`);
  });

  it('counts as sent on the day of posting, with its words as they were printed', async () => {
    const one = await refuse();
    await print(one);
    await later('2026-03-04T15:00:00Z');
    const { status, text } = await record(one, '2026-03-03');
    assert.equal(status, 303, text);
    const sent = await one.reload();
    assert.deepEqual(
      [sent.state, sent.channel, sent.sentAt?.toISOString()],
      ['sent', 'post', '2026-03-03T22:59:59.999Z'],
    );
    assert.equal((await request.reload()).outcome, 'refused');
    await later('2026-09-04T15:00:00Z');
    const kept = (await dpo.get(placeOf(one))).text;
    assert.match(kept, /Monday 2 March 2026/, 'the date that it bore when it was printed');
    assert.match(kept, /The invoices of 2024 must be kept/);
    assert.equal((await dpo.get(`${placeOf(one)}/pdf`)).status, 200);
    assert.ok((await page()).includes(`href="${placeOf(one)}/pdf"`));
  });

  it('keeps the words of one that was posted before the desk knew of it', async () => {
    const posted = { ...refusal, sending: 'post', postedOn: '2026-03-02', proof: 'RE 2' };
    await dpo.submit(`/requests/${request.reference}/refusal`, posted);
    const one = await letter();
    assert.equal(one.state, 'sent');
    assert.match((await dpo.get(placeOf(one))).text, /The invoices of 2024 must be kept/);
  });

  it('leads to no PDF from its request where it was recorded as posted without its words', async () => {
    const one = await refuse();
    assert.doesNotMatch(await page(), /\/pdf"/);
    const by = await staffMemberOf(desk, desk.organisation);
    await recordPosting(desk, by, one.id, { postedAt: desk.clock(), proof: 'RE 3' });
    assert.doesNotMatch(await page(), /\/pdf"/);
    assert.equal((await dpo.get(`${placeOf(one)}/pdf`)).status, 404);
  });

  it('holds the answer itself, which no link leads to', async () => {
    await dpo.submit(`/requests/${request.reference}/answer`, {
      unconfirmed: 'It is the address of the account.',
      text: 'We have deleted your account.',
      sending: 'paper',
    });
    const { text } = await dpo.get(placeOf(await letter()));
    assert.match(text, /Our answer:\s*We have deleted your account\./);
    assert.doesNotMatch(text, /on this page/);
  });

  it('opens only from its own request, for users who may read it; a reader cannot print it', async () => {
    const one = await refuse();
    const other = await received(desk, desk.organisation);
    assert.equal((await dpo.get(`/requests/${other.reference}/letters/${one.id}`)).status, 404);
    const reader = await signedIn(app, 'reader');
    const { status, text } = await reader.get(placeOf(one));
    assert.equal(status, 200);
    assert.doesNotMatch(text, /\/print"|\/posting"/);
  });
});

/** The marks of all pages, as a reader unpacks them. */
function inkOf(pdf: Buffer): string {
  const streams = [...pdf.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)];
  return streams.map(([, packed = '']) => unpacked(Buffer.from(packed, 'latin1'))).join('\n');
}

function unpacked(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch {
    return '';
  }
}

/** The memory that this process has in use now. Linux. */
const residentMiB = (): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
