import { Worker } from 'node:worker_threads';
import type { LetterText, PaperSheet } from '../../models/letter/words.ts';

/** One letter is set at a time: each takes a thread and the memory of its library. */
let before: Promise<unknown> = Promise.resolve();

/** A letter as a PDF/UA-1: tagged, with its title and language, pages numbered, the address where a window shows it. */
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

/** What went by mail, as a sheet: its first paragraph says who writes, when, and about which request. */
function sheetIn(text: string): Omit<PaperSheet, 'language' | 'to'> {
  const [head = '', ...body] = text.trim().split('\n\n');
  const [from = '', on = '', reference = ''] = head.split('\n');
  return { from: [from], on, reference, body };
}

const typeset = (letter: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./typesetter.ts', import.meta.url), { workerData: letter });
    thread.once('message', (pdf: Uint8Array) => resolve(Buffer.from(pdf)));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The typesetter ended with ${code} and no letter`)));
  });
