import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanedPdfFrom, words } from '../support/redaction/cleaning.ts';
import { HIDING, REFUSED } from '../support/redaction/hiddenPdfs.ts';
import { foundBy, haveAll } from '../support/redaction/outside.ts';

const WORDS = 'Zora Quillworth';
const isThere = (text: string) => /Zora|Quillworth/.test(text);
const outside = `pdftotext "$f" - 2>/dev/null; qpdf --qdf --object-streams=disable "$f" - 2>/dev/null | strings; cat "$f" | strings`;

describe('Words that other programs hid in a PDF', () => {
  let folder: string;
  before(function () {
    if (!haveAll('pdftotext', 'qpdf', 'strings')) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'rightsdesk-hidden-'));
  });
  after(() => folder && rmSync(folder, { recursive: true }));
  /** What other programs find in a file. */
  const seenIn = (bytes: Buffer, ending: string): string => {
    writeFileSync(join(folder, `it.${ending}`), bytes);
    return foundBy(outside, folder, ending).replace(/\s+/g, ' ');
  };

  for (const [place, hide] of Object.entries(HIDING))
    it(`${place}, are gone for other programs and for ours; what is beside them stays`, async () => {
      const { bytes, survivors, pages } = await cleanedPdfFrom(hide(WORDS), words(WORDS));
      assert.deepEqual(survivors, []);
      assert.equal(isThere(seenIn(bytes, 'pdf')), false);
      assert.match(pages.join(), /Anna stays/);
    });

  for (const [place, hide] of Object.entries(REFUSED))
    it(`${place}, are found by the adversary, so that the file does not leave`, async () => {
      const { survivors } = await cleanedPdfFrom(hide(WORDS), words('Quillworth'));
      assert.deepEqual(survivors, [{ words: 'Quillworth', where: 'raw' }]);
    });

  it('called as something that PDF itself has a name for do not hold up a file', async () => {
    const { survivors } = await cleanedPdfFrom(
      HIDING['in white']?.('Larry Page') as Buffer,
      words('Page', 'Root'),
    );
    assert.deepEqual(survivors, []);
  });
});
