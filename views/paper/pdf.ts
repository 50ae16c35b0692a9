import type { LetterText, PaperSheet } from '../../models/letter/words.ts';
import { typeset } from './typesetting.ts';

/**
 * A letter as a PDF/UA-1: tagged, with title and language, numbered pages, and the address in the place of an envelope
 * window. With the logo, if the sheet has one.
 */
export function pdfOf(
  words: LetterText,
  { language, to }: Pick<PaperSheet, 'language' | 'to'>,
  logo?: Buffer,
): Promise<Buffer> {
  const sheet = words.sheet ?? { ...sheetIn(words.text), language, to };
  return typeset('letter.typ', { ...sheet, subject: words.subject, logo: logo !== undefined }, logo);
}

/** An email as a sheet: its first paragraph has the sender, the date and the request. */
function sheetIn(text: string): Omit<PaperSheet, 'language' | 'to'> {
  const [head = '', ...body] = text.trim().split('\n\n');
  const [from = '', on = '', reference = ''] = head.split('\n');
  return { from: [from], on, reference, body };
}
