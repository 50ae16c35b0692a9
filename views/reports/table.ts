import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { Wording } from '../i18n.ts';

/** How a report is worded: with the names of policies and grounds, and days of the organisation's zone. */
export type ReportWording = Wording & { packs: readonly PolicyPack[]; zone: string };

/** A cell of a table of figures. `value` is what a spreadsheet gets, if not the text. */
export type FigureCell = { text: string; value?: string | number; href?: string };

/** A table of figures: the page, its file for a spreadsheet and the page for the management are made of the same. */
export type FigureTable = {
  caption: string;
  columns: { text: string; numeric?: boolean; unbroken?: boolean }[];
  rows: FigureCell[][];
  /** The sum of the rows. */
  sum?: FigureCell[];
};

/** The tables that a report has, each with a file of its own. */
export const FIGURE_TABLES = [
  'months',
  'right',
  'policy',
  'channel',
  'month',
  'refusals',
  'waits',
  'unanswered',
  'letters',
  'tasks',
  'organisations',
  'corrections',
  'oldest',
  'published',
] as const;
export type FigureTableName = (typeof FIGURE_TABLES)[number];
