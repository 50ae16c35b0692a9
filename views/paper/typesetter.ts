import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Typesetting } from './typesetting.ts';

/**
 * The process that typesets one letter or report and exits: a long letter takes most of a second, and much memory, which the desk then does not keep.
 * A violation of PDF/UA-1 is an error of the library. The only one that a person's words can cause is a character in no font of the
 * machine: such a letter is typeset and tagged all the same, but without the claim of conformity.
 */
const FONTS = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/source-serif-4/package.json')));

const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontPaths: [join(FONTS, '400Regular'), join(FONTS, '600SemiBold')] }],
});

process.once('message', (asked: Typesetting) => {
  process.send?.(typeset(asked), () => process.disconnect());
});

function typeset({ template, words, logo }: Typesetting): Buffer {
  if (logo) compiler.mapShadow(join(import.meta.dirname, 'logo.png'), Buffer.from(logo));
  const source = { mainFilePath: join(import.meta.dirname, template), inputs: { words } };
  try {
    return compiler.pdf(source, { pdfStandard: 'ua-1' as never });
  } catch (error) {
    if (logo) return typeset({ template, words: JSON.stringify({ ...JSON.parse(words), logo: false }) }); // a letter goes without it
    if (!/could not be displayed with font/.test(String(error))) throw error;
    return compiler.pdf(source);
  }
}
