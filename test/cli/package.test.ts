import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, temporaryFolder } from '../support/process.ts';
import { type Contents, packageOf, zipped } from '../support/zip.ts';

const FILES: Contents = { 'index.html': '<!doctype html>', 'letter.pdf': '%PDF-', 'files/a.csv': 'id\n1\n' };

describe('The command `package verify`', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  after(remove);
  const place = (bytes: Buffer) => {
    const path = join(folder, 'answer.zip');
    writeFileSync(path, bytes);
    return path;
  };
  const command = (...args: string[]) =>
    run('cli.ts', ['package', ...args], { DATA_DIR: join(folder, 'none') });
  async function wrongOf(contents: Contents | Buffer): Promise<[string, string][]> {
    const bytes = Buffer.isBuffer(contents) ? contents : await zipped(contents);
    const { code, stdout } = await command('verify', place(bytes), '--json');
    const { wrong } = JSON.parse(stdout) as { wrong: { path: string; fault: string }[] };
    assert.equal(code, wrong.length > 0 ? 1 : 0);
    return wrong.map(({ path, fault }) => [path, fault]);
  }
  /** A package that has been changed after it was made. */
  const changed = (change: (contents: Contents) => void): Contents => {
    const contents = packageOf(FILES);
    change(contents);
    return contents;
  };

  it('says of a whole package how many files and bytes it has, needs no desk and makes no folder for one', async () => {
    const contents = packageOf(FILES);
    const bytes = Object.values(contents).reduce((sum, one) => sum + Buffer.byteLength(one), 0);
    const path = place(await zipped(contents));
    const { code, stdout } = await command('verify', path);
    assert.deepEqual([code, stdout], [0, `Whole and unchanged: 5 files, ${bytes} bytes.\n`]);
    const json = await command('verify', path, '--json');
    assert.deepEqual(JSON.parse(json.stdout), { files: 5, bytes, wrong: [] });
    assert.equal(existsSync(join(folder, 'none')), false);
  });

  it('names a file that was changed, also where its size is the same', async () => {
    assert.deepEqual(await wrongOf(changed((all) => Object.assign(all, { 'files/a.csv': 'id\n2\n' }))), [
      ['files/a.csv', 'sha256'],
      ['SHA256SUMS', 'sums-differ'],
    ]);
    assert.deepEqual(await wrongOf(changed((all) => Object.assign(all, { 'files/a.csv': 'id\n' }))), [
      ['files/a.csv', 'size'],
      ['SHA256SUMS', 'sums-differ'],
    ]);
  });

  it('names what is missing and what is there without being listed', async () => {
    assert.deepEqual(await wrongOf(changed((all) => delete all['letter.pdf'])), [
      ['letter.pdf', 'missing'],
      ['SHA256SUMS', 'sums-differ'],
    ]);
    assert.deepEqual(await wrongOf(changed((all) => Object.assign(all, { 'files/b.exe': 'x' }))), [
      ['files/b.exe', 'not-listed'],
      ['SHA256SUMS', 'sums-differ'],
    ]);
    assert.deepEqual(await wrongOf(changed((all) => delete all.SHA256SUMS)), [
      ['SHA256SUMS', 'sums-missing'],
    ]);
  });

  for (const [what, text, fault] of [
    ['is no JSON', '{', 'manifest-unreadable'],
    [
      'has a field that the schema has not',
      '{"format":"rightsdesk-answer-package","version":1,"x":1}',
      'manifest-invalid',
    ],
    ['is of a later version', '{"format":"rightsdesk-answer-package","version":4}', 'version-unknown'],
  ] as const)
    it(`says so of a manifest that ${what}`, async () => {
      const wrong = await wrongOf(changed((all) => Object.assign(all, { 'manifest.json': text })));
      assert.deepEqual(wrong[0], ['manifest.json', fault]);
    });

  it('names paths that lead out of the folder, in the zip or in the manifest, and links', async () => {
    const wrong = await wrongOf(
      await zipped({ 'aa/evil.txt': 'x' }, (bytes) => replaced(bytes, 'aa/evil', '../evil')),
    );
    assert.deepEqual(wrong.slice(0, 2), [
      ['../evil.txt', 'unsafe-path'],
      ['manifest.json', 'no-manifest'],
    ]);
    const link = await wrongOf(await zipped(packageOf(FILES), undefined, 0o120777));
    assert.deepEqual(link[0], ['index.html', 'unreadable']);
    const listed = changed((all) => {
      all['manifest.json'] = all['manifest.json']?.replaceAll('files/a.csv', '../a.csv') ?? '';
    });
    assert.deepEqual((await wrongOf(listed))[0], ['manifest.json', 'manifest-invalid']);
  });

  it('names a path that is there twice, and one that differs only by case', async () => {
    const twice = await wrongOf(await zipped(packageOf({ ...FILES, 'files/A.csv': 'x' })));
    assert.deepEqual(twice, [['files/A.csv', 'twice']]);
  });

  it('reports a zip without its end, bytes that are none, and a damaged file', async () => {
    const whole = await zipped(packageOf(FILES));
    assert.deepEqual(await wrongOf(whole.subarray(0, whole.length - 40)), [['', 'not-a-zip']]);
    assert.deepEqual(await wrongOf(Buffer.from('a text')), [['', 'not-a-zip']]);
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 40, 50); // in the deflated bytes of index.html
    assert.deepEqual((await wrongOf(damaged))[0], ['index.html', 'unreadable']);
  });

  it('ends with 65 for a file that is not there, and with 2 for another word', async () => {
    const none = await command('verify', join(folder, 'no.zip'));
    assert.deepEqual([none.code, none.stderr], [65, `${join(folder, 'no.zip')} cannot be read (ENOENT)\n`]);
    assert.equal((await command('make', 'x.zip')).code, 2);
    assert.equal((await command('verify')).code, 2);
  });

  it('is not misled by sums that were forged with the manifest left as it was', async () => {
    const forged = changed((all) => {
      all.SHA256SUMS = all.SHA256SUMS?.replace(hash('sha256', 'id\n1\n'), hash('sha256', 'id\n2\n')) ?? '';
      all['files/a.csv'] = 'id\n2\n';
    });
    assert.deepEqual(await wrongOf(forged), [['files/a.csv', 'sha256']]);
  });
});

const replaced = (bytes: Buffer, from: string, to: string): Buffer =>
  Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
