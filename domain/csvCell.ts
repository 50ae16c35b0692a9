import { contained } from './writing.ts';

// A program that splits at another delimiter than the file's takes part of a cell for a cell: a French Excel splits at
// semicolons, and would run the middle of `Ann;=1+1;Lee`.

/** Characters at which a program may split a line or a file, including Unicode's line separators. */
const SPLITS = ';,\\t|\\n\\r\\v\\f\\u0085\\u2028\\u2029';
/** Characters that begin a formula, with their look-alikes: full width, small, the minus sign. */
const STARTS = '=+\\-@\\t\\r\\uff1d\\uff0b\\uff0d\\uff20\\ufe66\\ufe62\\ufe63\\ufe6b\\u2212';
/** What a program ignores before a formula: spaces, invisible characters, and quotes. */
const SKIPPED = `["'\\s\\p{C}]*`;

const FORMULA = new RegExp(`(^|[${SPLITS}])(?=${SKIPPED}[${STARTS}])`, 'gu');
const INERT = new RegExp(`(^|[${SPLITS}])'(?=${SKIPPED}[${STARTS}])`, 'gu');

/** What makes a cell need quotes. */
export const QUOTED = new RegExp(`[${SPLITS}"']`, 'u');

/**
 * A text that no spreadsheet runs, whatever its delimiter: an apostrophe precedes every `=`, `+`, `-` or `@` that could come first
 * in a cell. `Ann;=1+1;Lee` becomes `Ann;'=1+1;Lee`, `-2` becomes `'-2`; a hyphen within a name stays. Its text direction cannot
 * affect the rest of the cell.
 */
export const inert = (text: string): string => contained(text).replace(FORMULA, "$1'");

/** The text that `inert` was given: what one desk exports, another imports. */
export const revived = (cell: string): string => cell.replace(INERT, '$1');
