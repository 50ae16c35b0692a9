import type { FoundThing, SaidData } from './finding.ts';
import type { RequirementId } from './requirementIds.ts';

/** What a part says, as a code; the views put it into words. `received-by`: who received one data set; `awaited`: not known yet. */
type ContentCode = FoundThing['code'] | 'received-by' | 'awaited';

/** One thing that an answer says: what the gate found for a requirement, or that it follows. */
export type ContentPart = {
  /** The requirement, with the number of the system or the category that it is about: `purposes-12`, `kept-invoices`. */
  id: string;
  requirement: RequirementId;
  article: string;
  code: ContentCode;
  data: SaidData;
  /** What the owner noted on it, or why something was not done: for the DPO, never for the person. */
  aside?: string;
  /** The DPO's words in place of the suggested ones. */
  own?: string;
  /** What the DPO's words were written on is no longer what the register and the tasks say. */
  isOutdated?: boolean;
};

/** A section of an answer in words. `set-12` is about the data in one system; the others are named after their requirement. */
export type ContentSection = { id: string; system?: string; parts: ContentPart[] };

/** What leaves with an answer: its sections in words, as they were told; kept with it and never worded again. */
export type ToldSection = {
  id: string;
  title: string;
  article: string;
  /** A row without a label is a paragraph. */
  rows: { part: string; label: string; words: string }[];
};

/** What is frozen with an answer: what it says as data, to compare a later answer with, and as it was told. */
export type AnsweredContents = { sections: ContentSection[]; told: ToldSection[] };

/** What the words of a part rest on. Words that were written on something else may no longer be true. */
export const basisOf = ({ code, data }: Pick<ContentPart, 'code' | 'data'>): string =>
  JSON.stringify([code, Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1))]);

/**
 * Whether the DPO may put a part into other words. Not where it is a name, a count or a place to complain, which no words may replace;
 * nor where it is the DPO's statement already.
 */
export const isReworded = ({ code, requirement }: Pick<ContentPart, 'code' | 'requirement'>): boolean =>
  REWORDED.includes(code) || (code === 'in-letter' && requirement === 'rights');

const REWORDED: readonly ContentCode[] = [
  'of-system',
  'recipient',
  'inside',
  'adequate',
  'safeguarded',
  'searched',
  'deleted',
  'done',
  'kept-in',
];
