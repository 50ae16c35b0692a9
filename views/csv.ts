import { type Stringifier, stringify } from 'csv-stringify';
import { localeOf } from '../domain/languages.ts';
import { contained } from '../domain/writing.ts';
import type { Language } from './i18n.ts';

// Every table for a spreadsheet is written here. A program that splits a file by another sign than the one it was written
// with takes a part of a cell for a cell: a French Excel splits at semicolons, and would run the middle of `Ann;=1+1;Lee`.

/** What a program may split a line at, or a file: also the ends of lines that Unicode knows. */
const SPLITS = ';,\\t|\\n\\r\\v\\f\\u0085\\u2028\\u2029';
/** Where a formula begins, also in the forms that are taken for the same sign: full width, small, the minus. */
const STARTS = '=+\\-@\\t\\r\\uff1d\\uff0b\\uff0d\\uff20\\ufe66\\ufe62\\ufe63\\ufe6b\\u2212';
/** What a program drops before it looks: spaces, signs that show nothing, and quotes, which are its own. */
const SKIPPED = `["'\\s\\p{C}]*`;

const FORMULA = new RegExp(`(^|[${SPLITS}])(?=${SKIPPED}[${STARTS}])`, 'gu');
const QUOTED = new RegExp(`[${SPLITS}"']`, 'u');

/**
 * A text that no spreadsheet runs, whichever sign it splits at: an apostrophe stands before every `=`, `+`, `-` or `@` that
 * could come first in a cell. `Ann;=1+1;Lee` becomes `Ann;'=1+1;Lee`, `-2` becomes `'-2`; a hyphen within a name stays. Nothing in
 * it turns the direction of the rest of its cell.
 */
export const inert = (text: string): string => contained(text).replace(FORMULA, "$1'");

/** The sign that a spreadsheet in that language splits a line at: in French and German a comma stands within numbers. */
const delimiterOf = (language: Language) =>
  (0.5).toLocaleString(localeOf(language)).includes(',') ? ';' : ',';

/**
 * The rows of a table as the bytes of a CSV file for a reader of that language: UTF-8 that says so, lines of RFC 4180, each cell
 * inert.
 */
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
