import { parse } from 'csv-parse/sync';
import { firstSigns } from '../writing.ts';

/** The characters of a cell and the columns that a page shows; the rest is in the file. */
const [CELL, COLUMNS] = [1000, 60];
/** The characters of a column's name, which a narrow page repeats with each cell. */
const NAME = 80;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Rows as a page shows them, and whether anything was shortened or left out. */
export type ReadRows = { rows: string[][]; isShortened: boolean };

/** The delimiter of a table by its first line: the one that is there most often outside quotes; a comma where there is none. */
export function delimiterOf(beginning: string): string {
  const [line = ''] = beginning
    .replace(/^\uFEFF/, '')
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/);
  const times = (sign: string) => line.split(sign).length;
  return DELIMITERS.reduce((best, sign) => (times(sign) > times(best) ? sign : best), ',');
}

/** The rows of a part of a table. What breaks the rules of CSV is read as far as it can be. */
export function rowsIn(text: string, delimiter: string): ReadRows {
  const options = { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true };
  const rows = lenient(text, () => parse(text, options) as string[][], delimiter);
  let isShortened = false;
  const short = (cell: string) => {
    if (cell.length <= CELL) return cell;
    isShortened = true;
    return `${firstSigns(cell, CELL)}…`;
  };
  isShortened ||= rows.some(({ length }) => length > COLUMNS);
  return { rows: rows.map((row) => row.slice(0, COLUMNS).map(short)), isShortened };
}

/** The names of a table's columns: its first row. */
export function columnsIn(beginning: string, delimiter: string): string[] {
  const options = { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, to: 1 };
  const text = beginning.replace(/^\uFEFF/, '');
  const [first = []] = lenient(text, () => parse(text, options) as string[][], delimiter);
  return first.slice(0, COLUMNS).map((name) => firstSigns(name.slice(0, 2 * NAME), NAME));
}

/** A quote that nobody closes makes the parser give up; each line is then split where it stands. */
function lenient(text: string, parsed: () => string[][], delimiter: string): string[][] {
  try {
    return parsed();
  } catch {
    return text
      .split(/\r?\n/)
      .filter(Boolean)
      .map((line) => line.split(delimiter));
  }
}

/** The text of a page's bytes: UTF-8, or else the encoding of older spreadsheets. */
export function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
