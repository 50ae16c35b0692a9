import { DataFault } from './dataFault.ts';

/** Numbers whose digits a number of JavaScript cannot all keep. */
const LONG = /\d{16}|\.\d{15}|\d[eE][+-]?\d/;

type WithSource = (key: string, value: unknown, context: { source?: string }) => unknown;
type RawJson = { rawJSON(text: string): unknown; isRawJSON(value: unknown): boolean };
const { rawJSON, isRawJSON } = JSON as unknown as RawJson;

/** The value of a JSON text. A number that would lose a digit stays as it is written. Throws `not-json`. */
export function parsedJson(text: string): unknown {
  try {
    return LONG.test(text) ? JSON.parse(text, exact as Parameters<typeof JSON.parse>[1]) : JSON.parse(text);
  } catch {
    throw new DataFault('not-json');
  }
}

const exact: WithSource = (_key, value, { source }) =>
  typeof value === 'number' && source !== undefined && String(value) !== source ? rawJSON(source) : value;

/** The same with numbers as JavaScript has them; one beyond all of these stays a number. */
export function plainJson(text: string): unknown {
  try {
    return LONG.test(text) ? JSON.parse(text, finite) : JSON.parse(text);
  } catch {
    throw new DataFault('not-json');
  }
}

const finite = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? Math.sign(value) * Number.MAX_VALUE : value;

/** Whether a value is a number, also one that stays as it was written. */
export const isNumber = (value: unknown): boolean => typeof value === 'number' || isRawJSON(value);
