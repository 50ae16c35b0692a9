import type { LetterContext } from './context.ts';

/** What stands on paper, part by part: who writes, to which address, when, about which request, and the paragraphs. */
export type PaperSheet = {
  language: string;
  from: string[];
  to: string[];
  on: string;
  reference: string;
  body: string[];
};

/** The words of a letter as they went out, with every secret masked; of one that goes by post also its sheet. */
export type LetterText = { subject: string; text: string; sheet?: PaperSheet };

/** Turns what a letter may say into the words to keep. The views know how. */
export type Writer = (context: LetterContext) => LetterText | undefined;
