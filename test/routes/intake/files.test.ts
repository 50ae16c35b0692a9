import assert from 'node:assert/strict';
import { openAttachment } from '../../../models/attachment/store.ts';
import { Attachment } from '../../../models/attachment.ts';
import { DraftFile } from '../../../models/draftFile.ts';
import { keyOf } from '../../../models/subjectRequest/sealed.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { ask, fillIn, wordsOf } from '../../support/publicForm.ts';

const MIB = 1024 * 1024;

describe('Files of the public form', () => {
  let desk: TestDesk;
  let visitor: Browser;
  const add = (files: { name: string; content: string | Buffer }[], fields = { stay: 'yes' } as object) =>
    visitor.submit(
      '/ask/files',
      { ...fields },
      { files: files.map((file) => ({ field: 'files', ...file })) },
    );
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
    await fillIn(visitor);
  });

  it('are added lot by lot, listed, taken out one by one, and told on the check page', async () => {
    assert.match(
      (await add([{ name: 'one.txt', content: '1' }])).headers.location ?? '',
      /^\/ask\/files\?form=/,
    );
    await add([
      { name: 'two.txt', content: '2' },
      { name: 'مستند.txt', content: '3' },
    ]);
    const page = await visitor.get('/ask/files');
    assert.match(wordsOf(page), /one\.txt.*two\.txt.*مستند\.txt/);
    const removal = /action="(\/ask\/files\/\d+\/removal)"/.exec(page.text)?.[1] ?? '';
    assert.equal((await visitor.submit('/ask/files', {}, { action: removal })).status, 303);
    const check = wordsOf(await visitor.get('/ask/check'));
    assert.doesNotMatch(check, /one\.txt/);
    assert.match(check, /two\.txt \(1 kB\)/);
  });

  it('reach the request whole, with the type that their bytes show', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    const { request } = await ask(visitor, {
      files: [
        { name: 'picture.html', content: png },
        { name: 'page.html', content: '<script>alert(1)</script>' },
      ],
    });
    const rows = await Attachment.findAll({ where: { requestId: request.id }, order: ['id'] });
    const files = rows.map((row) => openAttachment(desk.database, keyOf(desk, request), row));
    assert.deepEqual(
      files.map((file) => [file?.name, file?.mediaType]),
      [
        ['picture.html', 'image/png'],
        ['page.html', 'text/plain'],
      ],
    );
    assert.deepEqual(Buffer.concat(await Array.fromAsync(files[0]?.parts ?? [])), png);
  });

  it('of more than 25 MiB are refused with 413, and what was there stays', async () => {
    await add([{ name: 'small.txt', content: 'small' }]);
    const page = await add([{ name: 'large.bin', content: Buffer.alloc(25 * MIB + 1) }]);
    assert.equal(page.status, 413);
    assert.match(wordsOf(page), /large\.bin is larger than 25 MB\. None of the new files was added/);
    assert.match(wordsOf(page), /small\.txt/);
    assert.equal((await add([{ name: 'just.bin', content: Buffer.alloc(25 * MIB) }])).status, 303);
  });

  it('that are empty are named and not added, and the others of their lot are', async () => {
    const page = await add([
      { name: 'full.txt', content: 'full' },
      { name: 'nothing.pdf', content: '' },
    ]);
    assert.equal(page.status, 422);
    assert.match(page.text, /id="files-error"[\s\S]*nothing\.pdf is empty and was not added/);
    assert.deepEqual([await DraftFile.count(), page.text.includes('<bdi>full.txt</bdi>')], [1, true]);
  });

  it('are 20 at most, counted over every lot', async () => {
    const some = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ name: `${n}.txt`, content: `${n}` }));
    assert.equal((await add(some(21))).status, 413);
    assert.equal((await add(some(19))).status, 303);
    const page = await add(some(2));
    assert.equal(page.status, 413);
    assert.match(wordsOf(page), /more than 20 files/);
    assert.equal(await DraftFile.count(), 19);
    assert.equal((await add(some(1))).status, 303);
  });

  it('of somebody else cannot be taken out', async () => {
    await add([{ name: 'mine.txt', content: 'mine' }]);
    const [row] = await DraftFile.findAll();
    const other = browser(appForTests(desk));
    await fillIn(other);
    await other.submit('/ask/files', {}, { action: `/ask/files/${row?.id}/removal` });
    assert.equal(await DraftFile.count(), 1);
  });
});
