import assert from 'node:assert/strict';
import { enclosuresOf } from '../../../models/letter/enclosures.ts';
import { Letter } from '../../../models/letter.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { enclosuresText } from '../../../views/paper/enclosures.ts';
import { answer } from '../../support/answering.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
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

  it('is printed record by record where it is text of some length; the rest is named, on a data carrier', async () => {
    const dpo = await staffMemberOf(desk, desk.organisation);
    const enclosures = await enclosuresOf(desk, dpo, letter);
    const { sheet } = enclosuresText({ ...enclosures, organisation: desk.organisation, now: desk.clock() });
    assert.deepEqual(sheet?.body, [
      'From the file orders.csv:',
      'Record 1\nid: 1\nwhat: A pot',
      'Record 2\nid: 2\nwhat: A lid, blue',
      'From the file profile.json:',
      'name: Ada\ntowns:\n\u00a0\u00a01: Oslo',
      'The file long.txt is enclosed on a data carrier.',
      'The file film.mp4 is enclosed on a data carrier.',
    ]);
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
