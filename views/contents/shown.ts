import type { ToldSection } from '../../domain/answers/content.ts';
import type { PaperTable } from '../../models/letter/words.ts';
import type { Wording } from '../i18n.ts';

/** The contents of an answer as a page shows them: what stands alone, then what has a label. */
export type ShownContents = {
  id: string;
  title: string;
  paragraphs: string[];
  rows: { key: string; lines: string[] }[];
}[];

/** The contents of an answer as it left, for a page. View: `contents/sections`. */
const shownContents = (reader: Wording, told: readonly ToldSection[]): ShownContents =>
  told.map((section) => ({
    id: `about-${section.id}`,
    title: headingOf(reader, section),
    paragraphs: section.rows.filter(({ label }) => !label).map(({ words }) => words),
    rows: section.rows
      .filter(({ label }) => label)
      .map(({ label, words }) => ({ key: label, lines: words.split('\n') })),
  }));

/** "Who received the data (Art. 15(1)(c) GDPR)". */
export const headingOf = ({ t }: Wording, { title, article }: ToldSection): string =>
  article ? t('contents:about', { title, article }) : title;

/** Whether the contents say where to complain: then nothing else needs to. */
export const saysWhereToComplain = (told: readonly ToldSection[]): boolean =>
  told.some(({ rows }) => rows.some(({ part }) => part === 'complaint'));

/** What changed since an earlier answer, which stands before everything else; and the rest. */
export const inTwo = (
  reader: Wording,
  told: readonly ToldSection[],
): { changes: ShownContents; contents: ShownContents } => ({
  changes: shownContents(reader, told.filter(isOnChanges)),
  contents: shownContents(
    reader,
    told.filter((section) => !isOnChanges(section)),
  ),
});

/** What changed since an earlier answer. */
export const isOnChanges = ({ id }: ToldSection): boolean => id === 'changes';

/** One section for a letter. */
export const contentsTable = (reader: Wording, section: ToldSection): PaperTable => ({
  title: headingOf(reader, section),
  paragraphs: section.rows.filter(({ label }) => !label).map(({ words }) => words),
  columns: [reader.t('contents:column.what'), reader.t('contents:column.told')],
  rows: section.rows.filter(({ label }) => label).map(({ label, words }) => [label, words]),
});
