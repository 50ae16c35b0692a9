import { isNumber } from './exactJson.ts';

/** What a value of JSON is, in the words of JSON Schema. */
export type JsonKind = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';

/** The kind of a value; a whole number that JavaScript cannot hold is a `number`. */
export function kindOf(value: unknown): JsonKind {
  if (value === null) return 'null';
  if (isNumber(value)) return isWhole(value) ? 'integer' : 'number';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'string' | 'boolean' | 'object';
}

const isWhole = (value: unknown): boolean =>
  Number.isSafeInteger(typeof value === 'number' ? value : Number(JSON.stringify(value)));

/** A number as JSON writes it, with no more digits than every program keeps. `007`, `+1` and `1e3` are texts. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const MOST_DIGITS = 15;

/** What the cell of a table can be read as, beside a text. */
export function kindOfCell(cell: string): 'integer' | 'number' | 'boolean' | 'string' {
  if (cell === 'true' || cell === 'false') return 'boolean';
  if (!NUMBER.test(cell) || cell.replace(/\D/g, '').length > MOST_DIGITS) return 'string';
  return cell.includes('.') ? 'number' : 'integer';
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The form of a text, in the words of JSON Schema: a day or a moment of RFC 3339. */
export function formatOf(text: string): 'date' | 'date-time' | undefined {
  if (text.length < 10 || text.charAt(4) !== '-') return undefined; // most texts
  if (isDay(text)) return 'date';
  const [, day] = MOMENT.exec(text) ?? [];
  return day && isDay(day) ? 'date-time' : undefined;
}

function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (!year) return false;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
}
