import { parse } from 'csv-parse/sync';
import { csvReader } from '../package/data/csvReader.ts';
import { DataFault, type DataFaultReason } from '../package/data/dataFault.ts';
import { firstSigns } from '../writing.ts';

/** The characters of a cell and the columns that a page shows; the rest is in the file. */
const [CELL, COLUMNS] = [1000, 60];
/** The characters of a column's name, which a narrow page repeats with each cell. */
const NAME = 80;

/** Rows as a page shows them; whether anything was shortened or left out, and whether they are no CSV with as many cells in each. */
export type ReadRows = { rows: string[][]; isShortened: boolean; isRagged: boolean };

/** The rows of a part of a table with so many columns. What breaks the rules of CSV is read as far as it can be. */
export function rowsIn(text: string, delimiter: string, width?: number): ReadRows {
  const whole = strictly(text, delimiter, width);
  const rows = whole ?? lenient(text, delimiter);
  let isShortened = false;
  const short = (cell: string) => {
    if (cell.length <= CELL) return cell;
    isShortened = true;
    return `${firstSigns(cell, CELL)}…`;
  };
  isShortened ||= rows.some(({ length }) => length > COLUMNS);
  return { rows: rows.map((row) => row.slice(0, COLUMNS).map(short)), isShortened, isRagged: !whole };
}

/** The names of a table's columns, its first row, as a page shows them; and how many there are. */
export function columnsIn(beginning: string, delimiter: string): { columns: string[]; width: number } {
  const text = beginning.replace(/^\uFEFF/, '');
  let first: string[] | undefined;
  read(text, delimiter, (row) => {
    first ??= row;
  });
  first ??= lenient(text, delimiter)[0] ?? [];
  const columns = first.slice(0, COLUMNS).map((name) => firstSigns(name.slice(0, 2 * NAME), NAME));
  return { columns, width: first.length };
}

/** All rows, by the reader that gives tables their other form; undefined where that would not take them for a table. */
function strictly(text: string, delimiter: string, width?: number): string[][] | undefined {
  const rows: string[][] = [];
  const fault = read(text, delimiter, (row) => rows.push(row));
  const isSame = rows.every(({ length }) => length === (width ?? length));
  return (fault === undefined || fault === 'empty') && isSame ? rows : undefined;
}

/** Reads rows until the end or the first fault. */
function read(text: string, delimiter: string, onRow: (row: string[]) => void): DataFaultReason | undefined {
  try {
    const reader = csvReader(onRow, delimiter);
    reader.push(text);
    reader.end();
    return undefined;
  } catch (error) {
    if (error instanceof DataFault) return error.reason;
    throw error;
  }
}

const RELAXED = { relax_quotes: true, relax_column_count: true, skip_empty_lines: true };

/** Where even this parser gives up, at a quote that nobody closes, each line is split where it stands. */
function lenient(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { ...RELAXED, delimiter }) as string[][];
  } catch {
    return text
      .split(/\r?\n/)
      .filter(Boolean)
      .map((line) => line.split(delimiter));
  }
}
