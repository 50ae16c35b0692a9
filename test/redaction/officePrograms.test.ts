import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanOffice } from '../../redaction/office/clean.ts';
import { shownOf } from '../../redaction/shownOf.ts';
import { fileIn } from '../support/redaction/cleaning.ts';
import { filesOfZip } from '../support/zip.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.';
const TYPES = { xlsx: `${TYPE}spreadsheetml.sheet`, docx: `${TYPE}wordprocessingml.document` };

/** What LibreOffice made of the flat file of the same name beside it (`soffice --convert-to xlsx book.fods`). */
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/redaction', name));

async function cleanedOf(name: string) {
  const order = { task: 'clean-office' as const, name, bytes: fixture(name), removals: [] };
  const { bytes, report } = await cleanOffice(order);
  const type = TYPES[name.endsWith('xlsx') ? 'xlsx' : 'docx'];
  const { parts } = await shownOf(fileIn(name, type, Buffer.from(bytes)));
  return { files: await filesOfZip(Buffer.from(bytes)), report, parts };
}

describe('A file of LibreOffice', () => {
  it('as XLSX leaves without author, comment, hidden sheet, pivot cache and own properties; the look at it shows the rest', async () => {
    const { files, report, parts } = await cleanedOf('book.xlsx');
    for (const [path, bytes] of files) assert.doesNotMatch(bytes.toString(), /secret|zoe|jane doe/i, path);
    assert.deepEqual(report, {
      removed: [],
      stripped: ['comments', 'pivot-caches', 'metadata', 'hidden-sheets'],
      left: ['hidden-rows'],
    });
    assert.deepEqual(parts, [
      {
        place: { sheet: 'Orders & more' },
        columns: ['A', 'B', 'C'],
        rows: [
          ['1', 'Customer', 'On', 'Sum'],
          ['2', 'Ada Example', '2025-03-01', '12.5'],
          ['3', 'Ada Example', '14:30:00', '84'],
          ['4', 'A hidden row'],
          ['5', '13.5', 'TRUE'],
        ],
      },
      { place: 'header', text: 'Printed for Ada Example' },
      { place: 'footer', text: 'Foot of page' },
      { place: { sheet: 'Pivot' }, columns: ['A'], rows: [['1', 'placeholder']] },
      { place: 'header', text: 'Printed for Ada Example' },
      { place: 'footer', text: 'Foot of page' },
    ]);
  });

  it('as DOCX leaves without author, comment, deleted words and links to files of the author; the look at it shows the rest', async () => {
    const { files, report, parts } = await cleanedOf('doc.docx');
    for (const [path, bytes] of files) assert.doesNotMatch(bytes.toString(), /secret|zoe/i, path);
    assert.match(String(files.get('word/_rels/document.xml.rels')), /https:\/\/example\.org\//);
    assert.deepEqual(report, {
      removed: [],
      stripped: ['metadata', 'comments', 'links', 'tracked-changes'],
      left: ['hidden-text'],
    });
    assert.deepEqual(parts, [
      {
        text: 'Notes about Ada Example\nKept words and inserted words. A commented place & more.\nShown hidden words again.\tTabbed\nbroken',
      },
      {
        rows: [
          ['When', 'What'],
          ['2025-03-01', 'Called\ntwice'],
        ],
      },
      { text: 'first item\nsecond item\na link to a file a link\nWords in a box' },
      { place: 'header', text: 'Header of Ada' },
      { place: 'footer', text: 'Footer of Ada' },
      { place: 'notes', text: 'A footnote kept.' },
    ]);
  });
});
