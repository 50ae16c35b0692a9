import { DataFault, MOST_COLUMNS } from './dataFault.ts';
import { isNumber } from './exactJson.ts';
import type { DataSchema } from './schema.ts';
import { schemaOf } from './schema.ts';
import type { Shape } from './shape.ts';

/** A column of the table that records make: where in a record it is, its name, and what its cells are. */
export type FlatColumn = { path: string[]; name: string; schema: DataSchema };

/** A cell: a text, another value as JSON writes it, or nothing. */
export type FlatCell = { text: string } | { literal: string } | undefined;

/** The column of values that are no objects. */
const VALUE = 'value';

/**
 * The columns of records: an object inside one has a column for each of its members, named `address.city`; a dot or backslash in a
 * name has a backslash before it. A list, and an object whose names are data, is one column with its JSON. Throws `too-wide`.
 */
export function columnsOf(record: Shape): FlatColumn[] {
  const columns = leavesOf(record, []);
  if (columns.length > MOST_COLUMNS) throw new DataFault('too-wide');
  return columns;
}

function leavesOf(shape: Shape, path: string[]): FlatColumn[] {
  const isObject = [...shape.kinds.keys()].every((kind) => kind === 'object' || kind === 'null');
  if (!isObject || !shape.members?.size) return [{ path, name: nameOf(path), schema: cellSchema(shape) }];
  return [...shape.members].flatMap(([name, member]) => leavesOf(member, [...path, name]));
}

const nameOf = (path: string[]): string =>
  path.length === 0 ? VALUE : path.map((name) => name.replace(/[\\.]/g, '\\$&')).join('.');

/** In a cell, a list or an object is a text; a value that may be absent is an empty cell. */
function cellSchema(shape: Shape): DataSchema {
  const { type, format } = schemaOf({ ...shape, members: undefined, anyMember: undefined, items: undefined });
  const kinds = [type ?? []].flat().map((kind) => (kind === 'object' || kind === 'array' ? 'string' : kind));
  return { type: [...new Set([...kinds, 'null' as const])], ...(kinds.length === 1 && format && { format }) };
}

/** The schema of the table's lines, by the names that its header gives the columns. */
export const lineSchema = (columns: readonly FlatColumn[], names: readonly string[]): DataSchema => ({
  type: 'object',
  properties: Object.fromEntries(columns.map(({ schema }, nth) => [names[nth] ?? '', schema])),
  required: [...names],
  additionalProperties: false,
});

/** A record as the cells of its line. */
export const cellsOf = (columns: readonly FlatColumn[], record: unknown): FlatCell[] =>
  columns.map(({ path }) => cellOf(path.reduce(memberOf, record)));

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

function cellOf(value: unknown): FlatCell {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return { text: value };
  if (typeof value === 'boolean' || isNumber(value)) return { literal: JSON.stringify(value) };
  return { text: JSON.stringify(value) };
}
