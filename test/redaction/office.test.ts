import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { cleaned } from '../../redaction/cleaned.ts';
import { cleanOffice } from '../../redaction/office/clean.ts';
import { cleanedFrom, fileIn, words } from '../support/redaction/cleaning.ts';
import { DOCUMENT, WORKBOOK } from '../support/redaction/office.ts';
import { type Contents, filesOfZip, zipped } from '../support/zip.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.';
const XLSX = `${TYPE}spreadsheetml.sheet`;

const cleanedOf = async (contents: Contents) => {
  const order = { task: 'clean-office' as const, name: 'file', bytes: await zipped(contents), removals: [] };
  const { bytes, report } = await cleanOffice(order);
  const files = await filesOfZip(Buffer.from(bytes));
  return { files, report, text: (path: string) => String(files.get(path)) };
};

describe('A document in DOCX', () => {
  it('leaves without its author, comments, earlier wording and what is behind it', async () => {
    const { files, report, text } = await cleanedOf(DOCUMENT);
    assert.doesNotMatch([...files].join(), /secret|rsid/i);
    assert.match(text('word/document.xml'), /Kept [\s\S]*inserted[\s\S]*a link[\s\S]*row/);
    assert.deepEqual(report.stripped.toSorted(), ['comments', 'custom-data', 'metadata', 'tracked-changes']);
  });

  it('keeps text that is formatted as hidden, which the report names', async () => {
    const { report, text } = await cleanedOf(DOCUMENT);
    assert.match(text('word/document.xml'), /unseen/);
    assert.deepEqual(report.left, ['hidden-text']);
  });
});

describe('A workbook in XLSX', () => {
  it('leaves without hidden sheets and their texts, comments, pivot caches and links', async () => {
    const { files, report } = await cleanedOf(WORKBOOK);
    assert.doesNotMatch([...files].join(), /secret|hidden!/i);
    assert.deepEqual(report.stripped.toSorted(), [
      'comments',
      'custom-data',
      'hidden-sheets',
      'metadata',
      'pivot-caches',
    ]);
    assert.deepEqual(report.left, ['hidden-rows']);
  });

  it('shows what it showed: values of formulas that asked what is gone stay, other formulas too', async () => {
    const { text } = await cleanedOf(WORKBOOK);
    const row =
      '<c r="A1" t="s"><v>1</v></c><c r="B1"><v>42</v></c><c r="C1"><f>B1+1</f><v>43</v></c><c r="D1"><v>7</v></c>';
    assert.ok(text('xl/worksheets/sheet2.xml').includes(row));
    assert.match(text('xl/sharedStrings.xml'), /<si><t\/><\/si><si><t>Shown text<\/t><\/si><si><t>More text/);
    assert.match(text('xl/workbook.xml'), /<definedName name="stays" localSheetId="1">/);
  });
});

describe('What is left of an Office file', () => {
  for (const [name, contents] of Object.entries({ DOCX: DOCUMENT, XLSX: WORKBOOK }))
    it(`still fits together: every part of ${name} that is named is there, and every relation that is used`, async () => {
      const { files, text } = await cleanedOf(contents);
      const typed = [...text('[Content_Types].xml').matchAll(/PartName="\/([^"]*)"/g)].map(
        ([, path = '']) => path,
      );
      assert.deepEqual(
        typed.filter((path) => !files.has(path)),
        [],
      );
      for (const rels of [...files.keys()].filter((path) => path.endsWith('.rels'))) {
        const owner = posix.join(posix.dirname(rels), '..', posix.basename(rels, '.rels'));
        const all = [...text(rels).matchAll(/Id="([^"]*)"[^>]*Target="([^"]*)"([^>]*)/g)];
        const inside = all.filter(([, , , more = '']) => !more.includes('External'));
        const paths = inside.map(([, , target = '']) =>
          target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(owner), target),
        );
        assert.deepEqual(
          paths.filter((path) => !files.has(path)),
          [],
          rels,
        );
        const used = [...text(owner).matchAll(/r:id="([^"]*)"/g)].map(([, id]) => id);
        if (files.has(owner))
          assert.deepEqual(
            used.filter((id) => !all.some(([, one]) => one === id)),
            [],
            owner,
          );
      }
    });

  it('is cleaned in a process of its own, and no words are taken out of it', async () => {
    const { report } = await cleanedFrom('book.xlsx', XLSX, await zipped(WORKBOOK), []);
    assert.ok(report.stripped.includes('hidden-sheets'));
    const file = fileIn('book.xlsx', XLSX, 'x');
    await assert.rejects(cleaned(file, words('Ann')), {
      code: 'redaction-not-possible',
      data: { name: 'book.xlsx', kind: 'words' },
    });
  });

  it('is refused where it cannot be read or asks for a password', async () => {
    const order = { task: 'clean-office' as const, name: 'file', removals: [] };
    await assert.rejects(cleanOffice({ ...order, bytes: Buffer.from('none') }), { code: 'file-unreadable' });
    const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    await assert.rejects(cleanOffice({ ...order, bytes: locked }), { code: 'file-locked' });
  });
});
