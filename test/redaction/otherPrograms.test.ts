import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { cleanedPdfFrom, pdfSurvivorsOf, words } from '../support/redaction/cleaning.ts';

const FONTS = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/source-serif-4/package.json')));
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/redaction', name));
/** What the page says in visible words, in white, off its edge, over two runs of letters, hyphenated, spaced out and turned. */
const REMOVED = [
  'Ann Lee',
  'Steffi Graffiti',
  'Mustermann',
  'ann.lee.long.address@example.org',
  'Oberhausermanngasse',
];

const typstPdf = (): Buffer => {
  const workspace = import.meta.dirname;
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [join(FONTS, '400Regular')] }] });
  const mainFileContent = `#set document(title: "Ann Lee file", author: "Ann Lee")
#set page(width: 10cm, height: 12cm)
#set text(font: "Source Serif 4")
= Ann Lee heading
Steffi Graffiti office and Anna. #text(fill: white)[hidden Ann Lee] #place(dx: -30cm)[off Ann Lee]
Muster#text(fill: red)[mann] Efficient. #link("https://example.org/ann-lee")[a link]
ann.lee.long.address\\@example.org Ober-?hauser-?mann-?gasse`;
  return compiler.pdf({ mainFileContent });
};

describe('A PDF made by another program', () => {
  const made: Record<string, () => Buffer> = {
    Chromium: () => fixture('chromium.pdf'),
    LibreOffice: () => fixture('libreoffice.pdf'),
    typst: typstPdf,
  };
  for (const [program, pdf] of Object.entries(made))
    it(`of ${program} loses the words wherever they are, and keeps their neighbours`, async () => {
      const bytes = pdf();
      const before = await pdfSurvivorsOf(bytes, words(...REMOVED));
      assert.deepEqual(before.map((one) => one.words).toSorted(), REMOVED.toSorted());
      const { survivors: left, pages } = await cleanedPdfFrom(bytes, words(...REMOVED));
      assert.deepEqual(left, []);
      const text = pages.join('\n');
      assert.match(text, /\bEfficient\b/);
      assert.doesNotMatch(text, /ann.?lee|graffiti|muster|ober|gasse/i);
    });
});
