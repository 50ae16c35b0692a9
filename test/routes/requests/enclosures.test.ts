import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { enclosuresOf } from '../../../models/letter/enclosures.ts';
import type { PaperTable } from '../../../models/letter/words.ts';
import { Letter } from '../../../models/letter.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { enclosuresText } from '../../../views/paper/enclosures.ts';
import { answer } from '../../support/answering.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { haveAll } from '../../support/redaction/outside.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { savedFrom } from '../../support/zip.ts';

const file = (name: string, content: string, mediaType = 'text/plain') => ({
  name,
  mediaType,
  content: Buffer.from(content),
});

describe('What goes with an answer on paper', () => {
  let desk: TestDesk;
  let letter: number;
  let reference: string;
  beforeEach(async () => {
    desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    reference = request.reference;
    await confirmIdentity(desk, dpo, { reference }, { method: 'question', note: '' });
    await answer(
      desk,
      dpo,
      { reference },
      {
        text: 'Here is all we hold.',
        files: [
          file('orders.csv', 'id,what\n1,A pot\n2,"A lid, blue"\n'),
          file('profile.json', '{"name":"Ada","towns":["Oslo"]}'),
          file('long.txt', 'x'.repeat(70_000)),
          file('film.mp4', 'film', 'video/mp4'),
        ],
        nothingHeld: '',
        sending: { by: 'paper' },
      },
    );
    letter = (await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true })).id;
  });

  it('begins with a list: of each file how it is enclosed, printed or on the data carrier; then each printed one, record by record', async () => {
    const dpo = await staffMemberOf(desk, desk.organisation);
    const enclosures = await enclosuresOf(desk, dpo, letter);
    const { sheet } = enclosuresText({ ...enclosures, organisation: desk.organisation, now: desk.clock() });
    const [list, ...printed] = (sheet?.body ?? []) as PaperTable[];
    assert.equal(list?.title, '4 files are enclosed');
    assert.deepEqual(list?.rows, [
      ['orders.csv', 'printed'],
      ['profile.json', 'printed'],
      ['long.txt', 'on the data carrier'],
      ['film.mp4', 'on the data carrier'],
    ]);
    assert.deepEqual(
      printed.map(({ title, paragraphs }) => [title, ...paragraphs]),
      [
        ['orders.csv', 'Record 1\nid: 1\nwhat: A pot', 'Record 2\nid: 2\nwhat: A lid, blue'],
        ['profile.json', 'name: Ada\ntowns:\n\u00a0\u00a01: Oslo'],
      ],
    );
  });

  it('has pages of its own for each printed file, and the list counts them', async function () {
    if (!haveAll('pdftotext')) this.skip();
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const { bytes } = await savedFrom(dpo, `/requests/${reference}/letters/${letter}/enclosures`);
    const read = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' });
    const pages = read.trimEnd().split('\f');
    assert.equal(pages.length, 3);
    assert.match(pages[0] ?? '', /orders\.csv\s+printed, one page\s+profile\.json\s+printed, one page/);
    assert.match(pages[0] ?? '', /long\.txt\s+on the data carrier/);
    assert.match(pages[2] ?? '', /profile\.json/);
  });

  it('is told on the letter’s page, piece by piece, to whoever puts it into the envelope; no more once it was posted', async () => {
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const page = `/requests/${reference}/letters/${letter}`;
    const shown = await dpo.get(page);
    assert.match(
      wordsOf(shown),
      /Into the envelope The letter, printed from the PDF\. The enclosures, printed\. The first page lists them all\. orders\.csv profile\.json A data carrier with these 2 files\. Save them from here\. long\.txt film\.mp4/,
    );
    const [, film] = [...shown.text.matchAll(/href="(\/requests\/[^"]*\/files\/\d+)"/g)].map(
      ([, href]) => href,
    );
    assert.equal((await savedFrom(dpo, film ?? '')).bytes.toString(), 'film');
    await Letter.update({ state: 'sent', sentAt: desk.clock() }, { where: { id: letter } });
    assert.doesNotMatch(wordsOf(await dpo.get(page)), /Into the envelope/);
    assert.ok((await dpo.get(page)).text.includes(`href="${page}/enclosures"`));
  });

  it('is one PDF/UA beside the letter, for those who may print it', async () => {
    const app = appForTests(desk);
    const dpo = await signedIn(app, 'dpo');
    const page = `/requests/${reference}/letters/${letter}`;
    assert.ok((await dpo.get(page)).text.includes(`href="${page}/enclosures"`));
    const { bytes } = await savedFrom(dpo, `${page}/enclosures`);
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    assert.match(bytes.toString('latin1'), /pdfuaid:part>1</);
    assert.equal((await (await signedIn(app, 'reader')).get(`${page}/enclosures`)).status, 403);
  });
});
