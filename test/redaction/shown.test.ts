import assert from 'node:assert/strict';
import { cleanOffice } from '../../redaction/office/clean.ts';
import { dayOfNumber } from '../../redaction/office/days.ts';
import { shownOffice } from '../../redaction/office/shown.ts';
import { shownOf } from '../../redaction/shownOf.ts';
import { fileIn } from '../support/redaction/cleaning.ts';
import { DOCUMENT, WORKBOOK } from '../support/redaction/office.ts';
import { type Contents, filesOfZip, zipped } from '../support/zip.ts';

const looked = async (contents: Contents) =>
  shownOffice({ task: 'shown-office', name: 'file', bytes: await zipped(contents), removals: [] });
const sheet = (rows: string, more: Contents = {}) =>
  looked({
    ...WORKBOOK,
    'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  });

describe('A look at a workbook', () => {
  it('has each sheet that is shown, with the letters of its columns and the numbers of its rows, wherever its cells stand', async () => {
    const { parts } = await sheet(
      '<row r="3"><c r="B3" t="inlineStr"><is><t>A &amp; B</t></is></c><c r="D3" t="b"><v>1</v></c></row><row><c><v>7</v></c></row>',
    );
    assert.deepEqual(parts, [
      {
        place: { sheet: 'Shown' },
        columns: ['A', 'B', 'C', 'D'],
        rows: [
          ['3', '', 'A & B', '', 'TRUE'],
          ['4', '7'],
        ],
      },
      { place: { sheet: 'More' }, columns: ['A'], rows: [['1', 'More text']] },
    ]);
  });

  it('shows days and times as such, by the formats of the cells', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy hh:mm"/><numFmt numFmtId="165" formatCode="&quot;days&quot; 0.0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>';
    const cells = [0, 1, 2, 3].map((style) => `<c s="${style}"><v>45717.5</v></c>`).join('');
    const { parts } = await sheet(`<row r="1">${cells}<c s="4"><v>0.75</v></c></row>`, {
      'xl/styles.xml': styles,
    });
    const [first] = parts;
    assert.deepEqual(first && 'rows' in first && first.rows, [
      ['1', '45717.5', '2025-03-01 12:00:00', '2025-03-01 12:00:00', '45717.5', '18:00:00'],
    ]);
  });

  for (const [number, from1904, shown] of [
    [45717, false, '2025-03-01'],
    [44255, true, '2025-03-01'],
    [-1, false, '-1'],
    [9_999_999, false, '9999999'],
  ] as const)
    it(`has for day ${number}${from1904 ? ' of those from 1904' : ''}: ${shown}`, () =>
      assert.equal(dayOfNumber(number, 'day', from1904), shown));

  it('says where there is more than one looks at', async () => {
    const rows = Array.from({ length: 301 }, (_, nth) => `<row><c><v>${nth}</v></c></row>`).join('');
    assert.equal((await sheet(rows)).isCut, true);
    const wide = `<row>${'<c><v>1</v></c>'.repeat(41)}</row>`;
    assert.equal((await sheet(wide)).isCut, true);
    assert.equal((await sheet(`<row>${'<c><v>1</v></c>'.repeat(40)}</row>`)).isCut, false);
  });
});

describe('A look at a document', () => {
  it('has its paragraphs and tables in their order, and a shape once', async () => {
    const { parts } = await looked({
      ...DOCUMENT,
      'word/document.xml':
        '<w:document><w:body><w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><mc:AlternateContent><mc:Choice><w:t>box</w:t></mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl><w:p><w:r><w:t>Two</w:t></w:r></w:p></w:body></w:document>',
    });
    assert.deepEqual(parts, [{ text: 'One\nbox' }, { rows: [['a', 'in']] }, { text: 'Two' }]);
  });

  it('whose parts are in UTF-16 is read, and is cleaned of what was deleted, like one in UTF-8', async () => {
    const wide = Object.fromEntries(
      Object.entries(DOCUMENT).map(([path, text]) => [path, Buffer.from(text)] as const),
    );
    const xml = String(DOCUMENT['word/document.xml']).replace('UTF-8', 'UTF-16');
    wide['word/document.xml'] = Buffer.from(`\ufeff${xml}`, 'utf16le');
    const bytes = await zipped(wide as unknown as Contents);
    const order = { task: 'clean-office' as const, name: 'file', bytes, removals: [] };
    const { bytes: clean, report } = await cleanOffice(order);
    assert.ok(report.stripped.includes('tracked-changes'));
    const text = String((await filesOfZip(Buffer.from(clean))).get('word/document.xml'));
    assert.doesNotMatch(text, /secret|\0/i);
    assert.doesNotMatch(text, /encoding/);
  });
});

describe('A look at a long text', () => {
  it('ends after 200,000 signs, and says so', async () => {
    const file = (length: number) => fileIn('a.txt', 'text/plain', 'a'.repeat(length));
    assert.deepEqual(await shownOf(file(200_000)), { parts: [{ text: 'a'.repeat(200_000) }], isCut: false });
    assert.deepEqual(await shownOf(file(300_000)), { parts: [{ text: 'a'.repeat(200_000) }], isCut: true });
  });
});
