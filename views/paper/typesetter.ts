import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/**
 * The thread that sets one letter and ends: a long one takes the better part of a second, and the library 40 MiB, of which
 * the desk keeps nothing. A fault against PDF/UA-1 is an error of the library. What no font of the machine can show is the one
 * such fault that somebody's words can cause: such a letter is set all the same, tagged as ever, without the claim.
 */
const TEMPLATE = join(import.meta.dirname, 'letter.typ');
const FONTS = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/source-serif-4/package.json')));

const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontPaths: [join(FONTS, '400Regular'), join(FONTS, '600SemiBold')] }],
});
const source = { mainFilePath: TEMPLATE, inputs: { letter: workerData as string } };

parentPort?.postMessage(typeset());

function typeset(): Buffer {
  try {
    return compiler.pdf(source, { pdfStandard: 'ua-1' as never });
  } catch (error) {
    if (!/could not be displayed with font/.test(String(error))) throw error;
    return compiler.pdf(source);
  }
}
