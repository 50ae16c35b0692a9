import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/**
 * The process that sets one letter and ends: a long one takes the better part of a second, and the library the more memory the
 * more lines there are, of which the desk keeps nothing. A fault against PDF/UA-1 is an error of the library. What no font of the machine can show is the one
 * such fault that somebody's words can cause: such a letter is set all the same, tagged as ever, without the claim.
 */
const TEMPLATE = join(import.meta.dirname, 'letter.typ');
const FONTS = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/source-serif-4/package.json')));

const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontPaths: [join(FONTS, '400Regular'), join(FONTS, '600SemiBold')] }],
});

process.once('message', (letter: string) => {
  process.send?.(typeset(letter), () => process.disconnect());
});

function typeset(letter: string): Buffer {
  const source = { mainFilePath: TEMPLATE, inputs: { letter } };
  try {
    return compiler.pdf(source, { pdfStandard: 'ua-1' as never });
  } catch (error) {
    if (!/could not be displayed with font/.test(String(error))) throw error;
    return compiler.pdf(source);
  }
}
