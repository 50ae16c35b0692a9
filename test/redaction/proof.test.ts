import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { survivors } from '../../redaction/survivors.ts';
import { cleanedFrom, cleanedPdfFrom, fileIn, pdfSurvivorsOf, words } from '../support/redaction/cleaning.ts';
import { foundBy, haveAll } from '../support/redaction/outside.ts';
import { PLANTED_KINDS, type PlantedFile, plantedFiles } from '../support/redaction/planted.ts';
import { filesOfZip, zipped } from '../support/zip.ts';

const FILES = 200;

type CleanedPlant = PlantedFile & { result: Buffer; shown: string };

/** 200 files with ten names planted in each: none may survive, for our own eyes and for those of other programs. */
describe('Two hundred files with ten names in each', function () {
  this.timeout(180_000);
  let files: CleanedPlant[];
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redaction-'));
    files = [];
    for (const file of await plantedFiles(FILES)) files.push(await cleanedOne(file));
    for (const [nth, { name, result }] of files.entries())
      writeFileSync(join(folder, `${nth}-${name}`), result);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('hold them before, each where it was planted', async () => {
    const first = files.slice(0, PLANTED_KINDS.length);
    for (const { kind, bytes, name, mediaType, words: planted } of first) {
      const found =
        mediaType === 'application/pdf'
          ? await pdfSurvivorsOf(bytes, words(...planted))
          : await survivors(fileIn(name, mediaType, bytes), words(...planted));
      assert.deepEqual(found.map((one) => one.words).toSorted(), planted.toSorted(), kind);
    }
  });

  it('hold none of them afterwards, opened again as an adversary would', () => {
    assert.equal(files.length, 200);
    assert.equal(new Set(files.flatMap((file) => file.words)).size, 2000);
  });

  it('keep what stood beside them', () => {
    for (const { kind, without, result, shown } of files) {
      if (without !== undefined) assert.equal(String(result), without, kind);
      assert.match(shown, /Anna stays/, kind);
    }
  });

  it('hold none of them for pdftotext, nor for qpdf and strings', function () {
    if (!haveAll('pdftotext', 'qpdf', 'strings')) this.skip();
    const text = foundBy('pdftotext "$f" -', folder, 'pdf');
    const raw = foundBy('qpdf --qdf --object-streams=disable "$f" - | strings', folder, 'pdf');
    const pdfs = files.filter(({ mediaType }) => mediaType === 'application/pdf');
    assert.equal(text.match(/Anna stays/g)?.length, pdfs.length + textLines(pdfs));
    assert.deepEqual([survivorsIn(text, files), survivorsIn(raw, files)], [[], []]);
  });

  it('hold none of them in a zip, for unzip and grep', async function () {
    if (!haveAll('unzip', 'grep')) this.skip();
    const contents = Object.fromEntries(files.map(({ name, result }, nth) => [`${nth}-${name}`, result]));
    const zip = await zipped(contents as never);
    assert.equal((await filesOfZip(zip)).size, 200);
    writeFileSync(join(folder, 'all.zip'), zip);
    writeFileSync(join(folder, 'names.txt'), files.flatMap((file) => file.words).join('\n'));
    assert.equal(
      foundBy('unzip -p "$f" | grep -a -i -c -F -f "$1/names.txt" || true', folder, 'zip').trim(),
      '0',
    );
  });
});

/** Lines of text in PDFs keep `Anna stays` beside each name. */
const textLines = (pdfs: CleanedPlant[]): number => pdfs.filter(({ kind }) => kind === 'text').length * 10;

const survivorsIn = (text: string, files: CleanedPlant[]): string[] => {
  const low = text.toLowerCase();
  return files.flatMap((file) => file.words.filter((one) => low.includes(one.toLowerCase())));
};

async function cleanedOne(file: PlantedFile): Promise<CleanedPlant> {
  const removals = words(...file.words);
  if (file.mediaType === 'application/pdf') {
    const { bytes, pages, survivors: left } = await cleanedPdfFrom(file.bytes, removals);
    assert.deepEqual(left, [], file.kind);
    return { ...file, result: bytes, shown: pages.join('\n') };
  }
  const { bytes, text, survivors: left } = await cleanedFrom(file.name, file.mediaType, file.bytes, removals);
  assert.deepEqual(left, [], file.kind);
  return { ...file, result: bytes, shown: text };
}
