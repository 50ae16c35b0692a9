import type { LetterContext } from './context.ts';

/** The parts of a letter on paper: sender, address, date, request and paragraphs. */
export type PaperSheet = {
  language: string;
  from: string[];
  to: string[];
  on: string;
  reference: string;
  body: string[];
};

/** The words of a letter as sent, with every secret masked; for a letter by post also its sheet. */
export type LetterText = { subject: string; text: string; sheet?: PaperSheet };

/** Turns a letter's context into the words to store. The views implement it. */
export type Writer = (context: LetterContext) => LetterText | undefined;
