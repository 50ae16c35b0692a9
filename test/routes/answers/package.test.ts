import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackedFile } from '../../../domain/package/manifest.ts';
import { destroyAttachment } from '../../../models/attachment/store.ts';
import { Attachment } from '../../../models/attachment.ts';
import { verifyChains } from '../../../models/event/verify.ts';
import { Event } from '../../../models/event.ts';
import { answeredWith, openWithCode } from '../../support/answered.ts';
import { appForTests, type Browser, browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { temporaryFolder } from '../../support/process.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { filesOfZip, savedFrom } from '../../support/zip.ts';

const file = (name: string, text: string, mediaType = 'text/plain') => ({
  name,
  mediaType,
  content: Buffer.from(text),
});

describe('An answer as one package', () => {
  const { folder, remove } = temporaryFolder();
  let desk: TestDesk;
  let visitor: Browser;
  after(remove);
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
  });
  const fetched = (requestId: number) =>
    Event.count({ where: { requestId, kind: 'answer-package-fetched' } });

  it('is one zip behind the code: the page, the letter as PDF, each file, the manifest and the sums', async () => {
    const { request, link } = await answeredWith(desk, visitor, [
      file('orders.csv', 'id,what\n1,Shoes\n', 'text/csv'),
      file('notes.txt', 'note'),
    ]);
    await openWithCode(desk, visitor, link);
    const page = await visitor.get(link);
    assert.match(wordsOf(page), /Everything as one package/);
    assert.ok(page.text.includes(`href="${link}/package"`));
    const { answer, bytes } = await savedFrom(visitor, `${link}/package`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'], 'application/zip');
    assert.equal(answer.headers['content-disposition'], `attachment; filename="${request.reference}.zip"`);
    assert.match(answer.headers['cache-control'] ?? '', /no-store/);
    const files = await filesOfZip(bytes);
    assert.deepEqual(
      [...files.keys()],
      [
        ...['letter.pdf', 'files/orders.csv', 'files/orders.json', 'schema/files/orders.json.schema.json'],
        ...['schema/files/orders.csv.schema.json', 'files/notes.txt', 'index.html'],
        ...['manifest.json', 'SHA256SUMS'],
      ],
    );
    assert.equal(files.get('files/orders.csv')?.toString(), 'id,what\n1,Shoes\n');
    assert.equal(files.get('letter.pdf')?.subarray(0, 5).toString(), '%PDF-');
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '');
    assert.deepEqual(
      [manifest.format, manifest.version, manifest.reference, manifest.right, manifest.language],
      ['rightsdesk-answer-package', 3, request.reference, 'access', 'en'],
    );
    assert.deepEqual(manifest.files[2], {
      path: 'files/orders.csv',
      title: 'orders.csv',
      meaning: 'A file that we added to our answer.',
      system: null,
      records: 1,
      size: 16,
      sha256: hash('sha256', 'id,what\n1,Shoes\n'),
      mediaType: 'text/csv',
      schema: 'schema/files/orders.csv.schema.json',
      providedByPerson: null,
      redactions: [],
      derivedFrom: null,
      noOtherForm: null,
    });
    const meanings = manifest.files.map(({ meaning }: { meaning: string }) => meaning);
    assert.deepEqual(meanings, [
      'Our answer with a list of the files, and what you can do now. Begin here.',
      'The same answer as a letter, to print.',
      'A file that we added to our answer.',
      'The same as orders.csv, for programs.',
      'Describes orders.json for programs (JSON Schema).',
      'Describes orders.csv for programs (JSON Schema).',
      'A file that we added to our answer.',
    ]);
  });

  it('is taken by other programs as it is: unpacked, and its sums checked by sha256sum', async () => {
    const { link } = await answeredWith(desk, visitor, [
      file('Café ☕ 2026.txt', 'x'),
      file('empty.txt', ''),
    ]);
    await openWithCode(desk, visitor, link);
    const { bytes } = await savedFrom(visitor, `${link}/package`);
    const path = join(folder, 'answer.zip');
    writeFileSync(path, bytes);
    const unpack =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])';
    execFileSync('python3', ['-c', unpack, path, join(folder, 'out')]);
    const checked = execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: join(folder, 'out') });
    assert.deepEqual(checked.toString().split('\n').filter(Boolean), [
      'letter.pdf: OK',
      'files/Café ☕ 2026.txt: OK',
      'files/empty.txt: OK',
      'index.html: OK',
      'manifest.json: OK',
    ]);
  });

  it('is the same to the last byte each time', async () => {
    const { link } = await answeredWith(desk, visitor, [file('a.txt', 'a')]);
    await openWithCode(desk, visitor, link);
    const first = await savedFrom(visitor, `${link}/package`);
    desk.clock.advance({ minutes: 5 });
    const second = await savedFrom(visitor, `${link}/package`);
    assert.equal(hash('sha256', first.bytes), hash('sha256', second.bytes));
  });

  it('gives each file a name that no system refuses and no other file has, whatever it was called', async () => {
    const names = [
      '../../etc/passwd',
      'C:\\boot.ini',
      'CON.txt',
      'a.csv',
      'A.csv',
      '.htaccess',
      'index.html',
    ];
    const { link } = await answeredWith(
      desk,
      visitor,
      names.map((name) => file(name, name)),
    );
    await openWithCode(desk, visitor, link);
    const files = await filesOfZip((await savedFrom(visitor, `${link}/package`)).bytes);
    assert.deepEqual(
      [...files.keys()].filter((path) => path.startsWith('files/')),
      [
        'files/_.._etc_passwd',
        'files/C__boot.ini',
        'files/_CON.txt',
        'files/a.csv',
        'files/a.json',
        'files/A (2).csv',
        'files/A (2).json',
        'files/htaccess',
        'files/index.html',
      ],
    );
    const { files: listed } = JSON.parse(files.get('manifest.json')?.toString() ?? '');
    assert.deepEqual(
      listed.slice(2).flatMap((one: PackedFile) => (one.derivedFrom ? [] : [one.title])),
      names,
    );
  });

  it('opens with a page in the language of the person, without a script or an address of the desk', async () => {
    const { link, request } = await answeredWith(desk, visitor, [file('a&b.csv', 'x')]);
    await request.update({ language: 'fr' });
    await openWithCode(desk, visitor, link);
    const files = await filesOfZip((await savedFrom(visitor, `${link}/package`)).bytes);
    const page = files.get('index.html')?.toString() ?? '';
    assert.match(page, /<html lang="fr">/);
    assert.match(page, /Vos données chez .*Example Hosting/);
    assert.match(page, /href="files\/a%26b\.csv"/);
    assert.match(page, /&lt;b&gt;Nothing&lt;\/b&gt; else\./);
    assert.doesNotMatch(page, /<script|<link|<img|href="(?:\/|http)|src=/);
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(`id="${id}"`), id);
  });

  it('of an answer without data has the letter, and why there is none', async () => {
    const { link } = await answeredWith(desk, visitor, []);
    await openWithCode(desk, visitor, link);
    const files = await filesOfZip((await savedFrom(visitor, `${link}/package`)).bytes);
    assert.deepEqual([...files.keys()], ['letter.pdf', 'index.html', 'manifest.json', 'SHA256SUMS']);
    assert.match(files.get('index.html')?.toString() ?? '', /You never had an account\./);
  });

  it('is logged each time that it is fetched; the request says how often, and the page of the answer says it to the person', async () => {
    const { request, link } = await answeredWith(desk, visitor, [file('a.txt', 'a')]);
    await openWithCode(desk, visitor, link);
    for (const _time of ['once', 'twice']) await savedFrom(visitor, `${link}/package`);
    assert.equal(await fetched(request.id), 2);
    assert.equal((await verifyChains(desk)).firstBroken, null);
    assert.match(
      wordsOf(await visitor.get(link)),
      /You have saved it 2 times, last on Monday 2 March 2026, 10:00/,
    );
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const page = await dpo.get(`/requests/${request.reference}`);
    assert.match(wordsOf(page), /Package fetched 2 times, last on 2 Mar 2026, 10:00/);
  });

  it('stays shut without the code, and once the answer has expired', async () => {
    const { request, link } = await answeredWith(desk, visitor, [file('a.txt', 'a')]);
    const shut = await visitor.get(`${link}/package`);
    assert.deepEqual([shut.status, shut.headers.location], [303, link]);
    await openWithCode(desk, visitor, link);
    desk.clock.advance({ days: 30 });
    assert.equal((await visitor.get(`${link}/package`)).status, 410);
    assert.equal(await fetched(request.id), 0);
  });

  it('is refused with a sentence if a file was destroyed meanwhile: a package is whole or none', async () => {
    const { request, link } = await answeredWith(desk, visitor, [file('a.txt', 'a'), file('b.txt', 'b')]);
    const where = { requestId: request.id, purpose: 'answer' as const };
    const lost = await Attachment.findOne({ where, rejectOnEmpty: true });
    await destroyAttachment(lost, desk.clock());
    await openWithCode(desk, visitor, link);
    const refused = await visitor.get(`${link}/package`);
    assert.equal(refused.status, 422);
    assert.match(
      wordsOf(refused),
      /A file of this answer is no longer stored, so we cannot give you the whole\./,
    );
    assert.equal(await fetched(request.id), 0);
    assert.match(wordsOf(await visitor.get(link)), /Your file.*b\.txt/);
  });
});
