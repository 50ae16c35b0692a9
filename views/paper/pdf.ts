import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LetterText, PaperSheet } from '../../models/letter/words.ts';

/** Letters are typeset one at a time: each takes a process and the memory of its library. */
let before: Promise<unknown> = Promise.resolve();

/**
 * A letter as a PDF/UA-1: tagged, with title and language, numbered pages, and the address in the place of an envelope
 * window.
 */
export function pdfOf(
  words: LetterText,
  { language, to }: Pick<PaperSheet, 'language' | 'to'>,
): Promise<Buffer> {
  const sheet = words.sheet ?? { ...sheetIn(words.text), language, to };
  const letter = JSON.stringify({ ...sheet, subject: words.subject });
  const made = before.then(() => typeset(letter));
  before = made.catch(() => undefined);
  return made;
}

/** An email as a sheet: its first paragraph has the sender, the date and the request. */
function sheetIn(text: string): Omit<PaperSheet, 'language' | 'to'> {
  const [head = '', ...body] = text.trim().split('\n\n');
  const [from = '', on = '', reference = ''] = head.split('\n');
  return { from: [from], on, reference, body };
}

const TYPESETTER = fileURLToPath(new URL('./typesetter.ts', import.meta.url));

/** Runs in its own process, without our settings: a long letter takes hundreds of MiB, which are freed only when the process ends. */
const typeset = (letter: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const child = fork(TYPESETTER, { env: {}, execArgv: [], serialization: 'advanced', timeout: 60_000 });
    child.once('message', (pdf: Uint8Array) => resolve(Buffer.from(pdf)));
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`The typesetter exited with ${code ?? signal} without a letter`)),
    );
    child.send(letter, (fault) => fault && reject(fault));
  });
