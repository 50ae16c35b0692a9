import { type Stringifier, stringify } from 'csv-stringify';
import { stringify as stringifyNow } from 'csv-stringify/sync';
import { inert, QUOTED } from '../domain/csvCell.ts';
import { localeOf } from '../domain/languages.ts';
import type { FlatLine } from '../domain/package/data/treeForm.ts';
import type { Language } from './i18n.ts';

// Every table for a spreadsheet is written here.

/** The delimiter of spreadsheets in that language: French and German use the comma in numbers. */
export const delimiterOf = (language: Language) =>
  (0.5).toLocaleString(localeOf(language)).includes(',') ? ';' : ',';

/** Rows as the bytes of a CSV file for a reader of that language: UTF-8 with BOM, lines as in RFC 4180, each cell inert. */
export const csvTable = (
  columns: readonly { key: string; header: string }[],
  language: Language,
): Stringifier =>
  stringify({
    header: true,
    delimiter: delimiterOf(language),
    columns: [...columns],
    bom: true, // a spreadsheet then reads it as UTF-8, and takes its first letters for no other format
    cast: { string: inert },
    quoted_match: QUOTED,
    record_delimiter: '\r\n',
  });

/**
 * Lines of a person's data for a spreadsheet: no text is run, and what is a number stays one. An empty text is `""`, where there is
 * nothing the cell is empty.
 */
export const csvLines = (lines: readonly FlatLine[], language: Language): string =>
  stringifyNow(
    lines.map((line) =>
      line.map((cell) => (cell && 'text' in cell ? inert(cell.text.toWellFormed()) : cell?.literal)),
    ),
    { delimiter: delimiterOf(language), quoted_match: QUOTED, quoted_empty: true, record_delimiter: '\r\n' },
  );

/** What comes before the first line: a spreadsheet then reads UTF-8. */
export const CSV_MARK = '\ufeff';
