import type { AddressWindow } from '../../domain/letters/letterhead.ts';
import type { LetterContext } from './context.ts';

/** A part of a letter on paper with a heading: paragraphs, and a table of two columns where it has rows. */
export type PaperTable = {
  title: string;
  paragraphs: string[];
  columns: [string, string];
  rows: [string, string][];
  /** Set for a part that begins a page of its own; rows elsewhere say how many pages it takes. */
  mark?: string;
  /** For each row, the part whose pages it counts, with the words for one page and for `{n}` of them. */
  counted?: ({ mark: string; one: string; other: string } | null)[];
};

/** The parts of a letter on paper: sender, address, date, request, and paragraphs or tables. */
export type PaperSheet = {
  language: string;
  from: string[];
  to: string[];
  on: string;
  reference: string;
  /** Where the address stands, on the left unless it says otherwise; and the digest of the logo. */
  windowAt?: AddressWindow;
  logo?: string;
  body: (string | PaperTable)[];
};

/** The words of a letter as sent, with every secret masked; for a letter by post also its sheet. */
export type LetterText = { subject: string; text: string; sheet?: PaperSheet };

/** Turns a letter's context into the words to store. The views implement it. */
export type Writer = (context: LetterContext) => LetterText | undefined;
