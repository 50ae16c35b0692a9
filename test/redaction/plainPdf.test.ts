import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { cleaned } from '../../redaction/cleaned.ts';
import { pagesOfPdf } from '../../redaction/pdf/pages.ts';
import { plainPdf } from '../../redaction/pdf/plain.ts';
import { fileIn, pdfSurvivorsOf, words } from '../support/redaction/cleaning.ts';
import { pdfOfPages, pdfWith } from '../support/redaction/pdfs.ts';

const PDF = 'application/pdf';
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/redaction', name));
const order = (bytes: Uint8Array) => ({ task: 'plain-pdf' as const, name: 'file.pdf', bytes, removals: [] });
const plain = async (bytes: Uint8Array) => {
  const result = await plainPdf(order(bytes));
  return { ...result, bytes: Buffer.from(result.bytes) };
};
const pages = (bytes: Uint8Array) => pagesOfPdf({ ...order(bytes), task: 'pages-pdf' as never });

describe('A PDF from which nothing is removed', () => {
  it('leaves without author, title, XMP and private data of programs; notes, forms and attachments stay, and are named', async () => {
    const file = await pdfWith({
      ...{ text: ['Ada Text'], info: ['Zoe Info'], xmp: ['Zoe Xmp'], 'private data': ['Zoe Private'] },
      ...{ annotation: ['Ada Note'], 'form field': ['Ada Field'], attachment: ['Ada File'] },
    });
    const { bytes, report } = await plain(file);
    const all = ['Zoe Info', 'Zoe Xmp', 'Zoe Private', 'Ada Text', 'Ada Note', 'Ada Field', 'Ada File'];
    const still = new Set((await pdfSurvivorsOf(bytes, words(...all))).map((one) => one.words));
    assert.deepEqual([...still].toSorted(), ['Ada Field', 'Ada File', 'Ada Note', 'Ada Text']);
    assert.deepEqual(report, { removed: [], stripped: ['metadata'], left: ['attachments', 'page-notes'] });
    assert.deepEqual(await pages(bytes), await pages(file));
  });

  for (const name of ['chromium.pdf', 'libreoffice.pdf'])
    it(`shows what it showed: ${name}, without the program that made it`, async () => {
      const file = fixture(name);
      const before = await PDFDocument.load(file, { updateMetadata: false });
      assert.ok(before.getProducer());
      const { bytes, report } = await plain(file);
      const after = await PDFDocument.load(bytes, { updateMetadata: false });
      assert.deepEqual(
        [after.getProducer(), after.getCreator(), after.getTitle()],
        [undefined, undefined, undefined],
      );
      assert.equal(
        after.catalog.has(PDFName.of('StructTreeRoot')),
        before.catalog.has(PDFName.of('StructTreeRoot')),
      );
      assert.deepEqual(report.stripped, ['metadata']);
      assert.deepEqual(await pages(bytes), await pages(file));
    });

  it('leaves without its earlier states', async () => {
    const pdf = await PDFDocument.load(await pdfOfPages('One'));
    pdf.context.register(pdf.context.obj({ Old: PDFName.of('ZoeDraft') }));
    const { bytes } = await plain(await pdf.save({ useObjectStreams: false }));
    assert.doesNotMatch(bytes.toString('latin1'), /ZoeDraft/);
  });

  it('stays as it is to the last byte where it is signed, locked or damaged, which the report says', async () => {
    const pdf = await PDFDocument.load(await pdfOfPages('One'));
    pdf.catalog.set(PDFName.of('AcroForm'), pdf.context.obj({ Fields: [], SigFlags: 3 }));
    const signed = Buffer.from(await pdf.save());
    assert.deepEqual(await plain(signed), {
      bytes: signed,
      report: { removed: [], stripped: [], left: ['signed'] },
    });
    const damaged = Buffer.from('%PDF-1.7 and nothing more');
    const { bytes, report } = await plain(damaged);
    assert.deepEqual([bytes, report.left], [damaged, ['not-cleaned']]);
  });

  it('stays as it is where somebody lets it leave as it came; otherwise it is cleaned in a process of its own', async () => {
    const file = await pdfWith({ info: ['Zoe Info'] });
    const parts = async (asItCame: boolean) => {
      const result = await cleaned(fileIn('a.pdf', PDF, file), [], asItCame);
      const bytes = Buffer.concat(await Array.fromAsync(result.parts));
      return { bytes, ...result.report() };
    };
    assert.deepEqual(await parts(true), { bytes: file, removed: [], stripped: [], left: ['not-cleaned'] });
    assert.deepEqual((await parts(false)).stripped, ['metadata']);
  });
});
