import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';
import { Letter } from '../../../models/letter.ts';
import { Letterhead, LetterLogo } from '../../../models/letterhead.ts';
import { wordsOf as wordsOfLetter } from '../../../views/letters/wordsOf.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { latestLetter, wordsOf } from '../../support/publicForm.ts';
import { received } from '../../support/requests.ts';

const PATH = '/settings/templates/letterhead';
const FIELDS = {
  name: 'Example Hosting SAS',
  signature: 'Camille Moreau\nData protection officer',
  windowAt: 'right',
};

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
};
/** A grey picture, with a text that its program wrote. */
function png(width = 40, height = 20, dots = deflateSync(Buffer.alloc((width + 1) * height))): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from('Author\0Somebody')),
    chunk('IDAT', dots),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('The letterhead of an organisation', () => {
  let desk: TestDesk;
  let dpo: Browser;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await signedIn(appForTests(desk), 'dpo');
  });
  const send = (fields: Record<string, string> = {}, content?: Buffer, name = 'logo.png') =>
    dpo.submit(PATH, { ...FIELDS, ...fields }, { files: content ? [{ field: 'files', name, content }] : [] });

  it('heads and ends each letter to the person, by mail and on paper', async () => {
    assert.equal((await send({}, png())).status, 303);
    const request = await received(desk, desk.organisation, {
      channel: 'post',
      person: { name: 'Otto Nomail' },
    });
    const refusal = { scope: 'whole', ground: 'legal-duty', reason: 'Invoices', sending: 'paper' };
    assert.equal((await dpo.submit(`/requests/${request.reference}/refusal`, refusal)).status, 303);
    const { text, sheet } = wordsOfLetter(await latestLetter(desk, 'refusal'));
    assert.match(text, /^Example Hosting SAS\nMonday 2 March 2026\n/);
    assert.match(text, /Kind regards,\n\nCamille Moreau\nData protection officer\nExample Hosting SAS\n/);
    assert.deepEqual(
      [sheet?.from[0], sheet?.windowAt, sheet?.logo?.length],
      ['Example Hosting SAS', 'right', 64],
    );
    const letter = await Letter.findOne({ where: { kind: 'refusal' }, rejectOnEmpty: true });
    const at = `/requests/${request.reference}/letters/${letter.id}`;
    const printed = await dpo.submit(at, {}, { action: `${at}/print` });
    assert.deepEqual([printed.status, printed.headers['content-type']], [200, 'application/pdf']);
    assert.match(printed.body.toString('latin1'), /\/Subtype ?\/Image/);
  });

  it('has a logo that is a PNG by its content, of a bounded size, without what programs wrote into it', async () => {
    const refused = async (content: Buffer, words: RegExp, name?: string) => {
      const answer = await send({}, content, name);
      assert.equal(answer.status, 422);
      assert.match(wordsOf(answer), words);
      assert.match(answer.text, /Camille Moreau/);
    };
    await refused(
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      /not a picture in the PNG format/,
    );
    await refused(png(40, 20, Buffer.from('no dots')), /or it is damaged/);
    await refused(png(40, 20, deflateSync(Buffer.alloc(41 * 20, 99))), /or it is damaged/);
    await refused(png(40, 20, deflateSync(Buffer.alloc(41 * 19))), /or it is damaged/);
    await refused(png(2001, 1), /at most 200 KB and 2000 dots/);
    await refused(Buffer.concat([png(), Buffer.alloc(205_000)]), /at most 200 KB/);
    assert.equal(await LetterLogo.count(), 0);
    assert.equal((await send({}, png())).status, 303);
    const [logo] = await LetterLogo.findAll();
    assert.doesNotMatch(String(logo?.bytes), /Somebody/);
    assert.match(
      (await dpo.get(PATH)).text,
      /<img class="logo" src="\/settings\/templates\/letterhead\/logo"/,
    );
    assert.equal((await dpo.get(`${PATH}/logo`)).headers['content-type'], 'image/png');
  });

  it('is shown as a letter before it is saved, keeps its logo when its words change, and is printed without it on wish', async () => {
    const shown = await send({ show: 'pdf' }, png());
    assert.equal(shown.headers['content-type'], 'application/pdf');
    assert.equal(await Letterhead.count(), 0);
    await send({}, png());
    await send({ name: '' });
    const [head] = await Letterhead.findAll();
    assert.deepEqual([head?.name, head?.logo?.length], ['', 64]);
    await send({ without: 'yes' });
    assert.equal((await Letterhead.findAll())[0]?.logo, null);
    assert.equal(await LetterLogo.count(), 1, 'letters that were sent are set with it again');
    const stale = await send({ version: '1' });
    assert.equal(stale.status, 409);
    const long = await send({ signature: 'a\nb\nc\nd\ne\nf\ng' });
    assert.match(wordsOf(long), /too many lines: 6 at most/);
  });
});
