import assert from 'node:assert/strict';
import type { Survivor } from '../../domain/redaction/report.ts';
import { shownOf } from '../../redaction/shownOf.ts';
import { cleanedFrom, cleanedPdfFrom, fileIn, pdfSurvivorsOf, words } from '../support/redaction/cleaning.ts';
import {
  barIn,
  PDF_PLACES,
  type PdfPlace,
  pdfOfPages,
  pdfWith,
  pdfWithComment,
  scannedPdf,
  shadedPdf,
  syntaxOf,
} from '../support/redaction/pdfs.ts';

const PDF = 'application/pdf';
const clean = (bytes: Buffer, ...removed: string[]) => cleanedPdfFrom(bytes, words(...removed));
const wordsOf = (found: Survivor[]) => found.map((one) => one.words);

describe('Words removed from a PDF', () => {
  for (const place of Object.keys(PDF_PLACES) as PdfPlace[])
    it(`are gone from ${place}, where the adversary finds them before`, async () => {
      const bytes = await pdfWith({ [place]: ['Ann Lee'] });
      assert.deepEqual(wordsOf(await pdfSurvivorsOf(bytes, words('Ann Lee'))), ['Ann Lee']);
      const { survivors: left, pages } = await clean(bytes, 'Ann Lee');
      assert.deepEqual(left, []);
      assert.match(pages.join(''), /^Anna stays/);
    });

  it('leave their neighbours, in their places', async () => {
    const { pages, report } = await clean(await pdfOfPages('Before Ann Lee after, Anna stays'), 'Ann Lee');
    assert.deepEqual(pages, ['Before after, Anna stays']);
    assert.deepEqual(report.removed, [{ reason: 'rights-of-others', count: 1 }]);
  });

  it('are under a bar that is as wide for a short name as for a longer one, where there is room', async () => {
    const widths = await Promise.all(
      ['Jo Doe', 'Josephine'].map(async (name) =>
        barIn((await clean(await pdfOfPages(`By ${name}`), name)).bytes),
      ),
    );
    assert.equal(widths[0], widths[1]);
    assert.equal(widths[0], 70);
  });

  it('tell nothing of the space between two of them', async () => {
    const { bytes } = await clean(await pdfOfPages('Before Ann Lee after'), 'Ann Lee');
    assert.match(await syntaxOf(bytes), /\[ [(<][^)>]*[)>] -[\d.]+ [(<][^)>]*[)>] \] TJ/); // what is before, one gap, what is after
  });

  it('leave what a form shows as a part of the page', async () => {
    const { pages } = await clean(await pdfWith({ 'form field': ['Ann Lee'] }), 'Ann Lee');
    assert.match(pages.join(), /Field/);
  });

  it('are counted, and what was stripped is named', async () => {
    const bytes = await pdfWith({
      text: ['Ann Lee'],
      info: ['x'],
      outline: ['x'],
      attachment: ['x'],
      annotation: ['x'],
    });
    const { report } = await clean(bytes, 'Ann Lee');
    assert.deepEqual(report.stripped, ['metadata', 'embedded-files', 'annotations', 'outline']);
    assert.deepEqual(report.left, []);
  });

  it('are gone from a scan with text: its page becomes a picture with a bar', async () => {
    const { pages, report, survivors: left } = await clean(await scannedPdf('Read: Ann Lee'), 'Ann Lee');
    assert.deepEqual([left, pages, report.stripped.includes('text-layer')], [[], [''], true]);
  });

  it('cannot be found on a scan without text: the report says so', async () => {
    const { report } = await clean(await scannedPdf('', ''), 'Ann Lee');
    assert.deepEqual([report.removed, report.left], [[], ['pages-without-text']]);
  });
});

describe('Words in a PDF that the library cannot write again', () => {
  it('are covered in a picture of the page, where a shading would be lost', async () => {
    const { pages, report, survivors: left } = await clean(await shadedPdf('By Ann Lee'), 'Ann Lee');
    assert.deepEqual([left, pages, report.stripped.includes('text-layer')], [[], [''], true]);
    const kept = await clean(await shadedPdf('By Anna'), 'Ann Lee');
    assert.deepEqual([kept.pages, kept.report.stripped.includes('text-layer')], [['By Anna'], false]);
    assert.match(await syntaxOf(kept.bytes), /\/S0 sh/);
  });

  it('are found by the adversary, so that the file does not leave: a comment within the page', async () => {
    const { survivors: left } = await clean(await pdfWithComment('Ann Lee'), 'Ann Lee');
    assert.deepEqual(left, [{ words: 'Ann Lee', where: 'raw' }]);
  });
});

describe('Pages left out of a PDF', () => {
  const out = (...pages: number[]) => [{ kind: 'pages' as const, pages, reason: 'trade-secret' as const }];

  it('are gone, and the others stay', async () => {
    const bytes = await pdfOfPages('One', 'Two secret', 'Three', 'Four secret');
    const { pages, report, bytes: result } = await cleanedPdfFrom(bytes, out(2, 4, 2));
    assert.deepEqual(pages, ['One', 'Three']);
    assert.deepEqual(report.removed, [{ reason: 'trade-secret', count: 2 }]);
    assert.deepEqual(await pdfSurvivorsOf(result, words('secret')), []);
  });

  it('must be there, and cannot be all of them', async () => {
    const bytes = await pdfOfPages('One', 'Two');
    const tried = (...pages: number[]) => cleanedPdfFrom(bytes, out(...pages));
    await assert.rejects(tried(3), { code: 'page-missing', data: { name: 'file.pdf', page: 3, pages: 2 } });
    await assert.rejects(tried(0), { code: 'page-missing' });
    await assert.rejects(tried(1, 2), { code: 'pages-all' });
  });
});

describe('A PDF', () => {
  it('is cleaned, opened again and read in processes of their own, which say what is wrong', async () => {
    const bytes = await pdfOfPages('By Ann Lee', 'Two');
    const result = await cleanedFrom('file.pdf', PDF, bytes, words('Ann Lee'));
    assert.deepEqual(result.survivors, []);
    assert.deepEqual(await shownOf(fileIn('file.pdf', PDF, result.bytes)), {
      parts: [
        { text: 'By', place: { page: 1 } },
        { text: 'Two', place: { page: 2 } },
      ],
      isCut: false,
    });
    await assert.rejects(cleanedFrom('file.pdf', PDF, Buffer.from('none'), words('Ann')), {
      code: 'file-unreadable',
    });
  });

  it('is refused by name if it cannot be read', async () => {
    const whole = await pdfOfPages('One');
    await assert.rejects(clean(whole.subarray(0, 300), 'One'), { code: 'file-unreadable' });
    await assert.rejects(clean(Buffer.from('no PDF'), 'One'), { code: 'file-unreadable' });
  });
});
