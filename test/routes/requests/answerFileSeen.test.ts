import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { preparedFilesOf } from '../../../models/answerDraft/files.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { answers, workHandedOut } from '../../support/ownersWork.ts';
import { ask, wordsOf } from '../../support/publicForm.ts';
import { pdfWith } from '../../support/redaction/pdfs.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { filesOfZip, savedFrom } from '../../support/zip.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/redaction', name));
/** A picture of one dot, with a text beside it. */
const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
  Buffer.from('0000000a74455874', 'hex'),
  Buffer.from('a\0secret..'),
  Buffer.from('00000000', 'hex'),
  Buffer.from('0000000d49444154789c636060606000000005000157bfabd40000000049454e44ae426082', 'hex'),
]);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('A file that the owner of a system handed over, as it is seen before it leaves', () => {
  let desk: TestDesk;
  let app: TestApp;
  let dpo: Browser;
  let request: SubjectRequest;
  const handedOver = async (name: string, mediaType: string, content: Buffer) => {
    desk = await deskForTests();
    app = appForTests(desk);
    ({ request } = await ask(browser(app), { rights: ['access'] }));
    const by = await staffMemberOf(desk, desk.organisation);
    await workHandedOut(desk, by, request, { Shop: {} });
    await answers(desk, request, 'Shop', { outcome: 'done', count: 1 }, [{ name, mediaType, content }]);
    dpo = await signedIn(app, 'dpo');
    const [file] = await preparedFilesOf(desk, await request.reload());
    assert.equal(file?.copy, undefined, 'nobody has released it');
    return `/requests/${request.reference}/answer/files/${file?.id}`;
  };

  it('as a workbook shows its sheets as they will leave: the page says what it does not show, and what leaves can be saved', async () => {
    const path = await handedOver('book.xlsx', XLSX, fixture('book.xlsx'));
    const page = await dpo.get(path);
    const words = wordsOf(page);
    assert.match(words, /Sheet Orders & more Row A B C 1 Customer On Sum 2 Ada Example 2025-03-01 12\.5/);
    assert.match(words, /Not shown: formulas, pictures, charts, colours\./);
    assert.doesNotMatch(words, /Secret|Jane Doe/);
    assert.ok(page.text.includes(`href="${path}/leaving"`));
    const { answer, bytes } = await savedFrom(dpo, `${path}/leaving`);
    assert.match(answer.headers['content-disposition'] ?? '', /^attachment; filename="book\.xlsx"/);
    assert.equal(Number(answer.headers['content-length']), bytes.length);
    for (const [name, part] of await filesOfZip(bytes)) assert.doesNotMatch(part.toString(), /secret/i, name);
    const [before] = await preparedFilesOf(desk, request);
    assert.equal(before?.version, 0, 'a look decides nothing');
  });

  it('as a picture is shown itself, without what was written into it, and runs nothing', async () => {
    const path = await handedOver('photo.png', 'image/png', PNG);
    assert.match((await dpo.get(path)).text, new RegExp(`<img [^>]*src="${path}/picture" alt="The picture`));
    const { answer, bytes } = await savedFrom(dpo, `${path}/picture`);
    assert.doesNotMatch(bytes.toString('latin1'), /secret/);
    assert.ok(bytes.length > 60 && bytes.length < PNG.length);
    const { headers } = answer;
    assert.deepEqual(
      [headers['content-type'], headers['content-disposition'], headers['x-content-type-options']],
      ['image/png', 'inline', 'nosniff'],
    );
    assert.equal(headers['content-security-policy'], "sandbox; default-src 'none'");
    assert.match(headers['cache-control'] ?? '', /no-store/);
  });

  it('says at once where it cannot leave: the reason stands before anybody tries', async () => {
    const path = await handedOver(
      'photo.jpg',
      'image/jpeg',
      Buffer.from('\xff\xd8 a photo that is damaged', 'latin1'),
    );
    const page = await dpo.get(path);
    assert.match(
      wordsOf(page),
      /photo\.jpg is damaged or is not what its type says, so it cannot be cleaned\./,
    );
    assert.ok(!page.text.includes(`${path}/leaving`));
  });

  it('is no picture for a browser where it is none, and is there for who may answer alone', async () => {
    const path = await handedOver('page.html', 'text/html', Buffer.from('<script>alert(1)</script>'));
    assert.equal((await dpo.get(`${path}/picture`)).status, 404);
    assert.equal((await dpo.get(`${path}0/leaving`)).status, 404);
    for (const role of ['reader', 'handler'] as const) {
      const other = await signedIn(app, role, { email: `${role}@example.org` });
      for (const below of ['leaving', 'picture'])
        assert.equal((await other.get(`${path}/${below}`)).status, 403, role);
    }
  });

  it('as a PDF leaves without its author, unless the officer lets it leave as it came; either must be released anew', async () => {
    const path = await handedOver('letter.pdf', 'application/pdf', await pdfWith({ info: ['Zoe Author'] }));
    const saved = async () => (await savedFrom(dpo, `${path}/leaving`)).bytes;
    const author = async () => (await PDFDocument.load(await saved(), { updateMetadata: false })).getAuthor();
    const press = (below: string, fields: Record<string, string>) =>
      dpo.submit(path, fields, { action: `${path}/${below}` });
    const file = async () => (await preparedFilesOf(desk, request))[0];
    assert.equal(await author(), undefined);
    assert.equal((await press('release', { release: 'looked-at' })).status, 303);
    assert.equal((await file())?.decision, 'looked-at');
    assert.match(wordsOf(await dpo.get(path)), /Taken out of the copy metadata/);
    assert.equal((await press('hidden-data', { hidden: 'kept' })).status, 303);
    assert.equal(await author(), 'Zoe Author');
    assert.equal((await file())?.decision, undefined);
    assert.match(wordsOf(await dpo.get(path)), /Still in the copy.*hidden data of the file\./);
    assert.equal((await press('hidden-data', { hidden: 'out' })).status, 303);
    assert.equal(await author(), undefined);
  });

  it('of another kind leaves no choice about its hidden data', async () => {
    const path = await handedOver('book.xlsx', XLSX, fixture('book.xlsx'));
    assert.doesNotMatch((await dpo.get(path)).text, /hidden-data/);
    const hidden = await dpo.hiddenFields(path, `${path}/left-out`);
    const forced = await dpo
      .post(`${path}/hidden-data`)
      .type('form')
      .send({ ...hidden, hidden: 'kept' });
    assert.equal(forced.status, 404);
  });
});
