import { DataFault, type DataFaultReason, LONGEST_RECORD } from './dataFault.ts';
import { cellsOf, columnsOf, type FlatCell, type FlatColumn, lineSchema } from './flat.ts';
import { namesWritten } from './header.ts';
import type { Converting, Inspecting } from './inspected.ts';
import { type JsonRoot, jsonReader } from './jsonReader.ts';
import { type DataSchema, listSchema, schemaOf } from './schema.ts';
import { itemOf, memberOf, newShape, note, noteKind, type Shape, timesSeen } from './shape.ts';
import { textReader } from './text.ts';

/** A line of the table that JSON makes. */
export type FlatLine = readonly FlatCell[];

/** Where the records of a JSON text are: in its outer list, in the one list of its object, or the whole is one. */
type Records = { record: Shape; count: number; of: 'items' | { member: string } | 'whole' };
type Table = { columns: FlatColumn[]; records: Records };

/** JSON as the table of its records, for spreadsheets: inspected first, then given line by line, its header first. */
export function treeForm(
  isUtf8: boolean,
  isLines: boolean,
): Inspecting & { convert(): Converting<FlatLine[]> } {
  const whole = newShape();
  let [root, bytes]: [JsonRoot, number] = ['value', 0];
  let table: Table | undefined;
  const text = textReader(isUtf8);
  const reader = jsonReader(
    {
      root(kind) {
        root = kind;
        if (kind === 'list') noteKind(whole, 'array');
        if (kind === 'object') noteKind(whole, 'object');
      },
      item: (value, member) => note(placeOf(whole, root, member), value),
      member(name, value) {
        const place = memberOf(whole, name);
        if (value === undefined) noteKind(place, 'array');
        else note(place, value);
      },
    },
    isLines,
  );
  return {
    sees(part) {
      bytes += part.length;
      reader.push(text.push(part));
    },
    ends() {
      reader.push(text.end());
      reader.end();
      const records = recordsOf(whole, root);
      const schema = schemaOf(whole);
      const fault = faultOf(records, bytes);
      const count = records?.count ?? null;
      if (fault || !records) return { records: count, schema, fault: fault ?? 'several-lists' };
      try {
        table = { columns: columnsOf(records.record), records };
        return { records: count, schema, other: tableSchema(table.columns) };
      } catch (error) {
        if (error instanceof DataFault) return { records: count, schema, fault: error.reason };
        throw error;
      }
    },
    convert: () => linesOf(table as Table, isUtf8, isLines),
  };
}

const placeOf = (whole: Shape, root: JsonRoot, member?: string): Shape => {
  if (member !== undefined) return itemOf(memberOf(whole, member));
  return root === 'list' ? itemOf(whole) : whole;
};

/** Undefined where an object has several lists of records: one table would hide the others. */
function recordsOf(whole: Shape, root: JsonRoot): Records | undefined {
  if (root === 'list') return { record: itemOf(whole), count: timesSeen(itemOf(whole)), of: 'items' };
  if (root !== 'object') return { record: whole, count: timesSeen(whole), of: 'items' };
  const all = [...(whole.members ?? []), ...(whole.anyMember ? [['', whole.anyMember] as const] : [])];
  const lists = all.filter(([, { items }]) => items?.kinds.has('object'));
  const [list] = lists;
  if (!list) return { record: whole, count: 1, of: 'whole' };
  const [member, { kinds }] = list;
  if (lists.length > 1 || whole.anyMember || kinds.get('array') !== 1) return undefined;
  return { record: itemOf(list[1]), count: timesSeen(itemOf(list[1])), of: { member } };
}

function faultOf(records: Records | undefined, bytes: number): DataFaultReason | undefined {
  if (!records) return 'several-lists';
  if (records.count === 0) return 'empty';
  return records.of === 'whole' && bytes > LONGEST_RECORD ? 'too-large' : undefined;
}

const tableSchema = (columns: readonly FlatColumn[]): DataSchema =>
  listSchema(lineSchema(columns, namesWritten(columns.map(({ name }) => name))));

function linesOf(
  { columns, records: { of } }: Table,
  isUtf8: boolean,
  isLines: boolean,
): Converting<FlatLine[]> {
  const lines: FlatLine[] = [columns.map(({ name }) => ({ text: name }))];
  const outer: Record<string, unknown> = {};
  const add = (record: unknown) => lines.push(cellsOf(columns, record));
  const text = textReader(isUtf8);
  const reader = jsonReader(
    {
      root: () => {},
      item(value, member) {
        if (of === 'whole') (outer[member ?? ''] as unknown[]).push(value);
        else if (of === 'items' || of.member === member) add(value);
      },
      member(name, value) {
        if (of === 'whole') define(outer, name, value === undefined ? [] : value);
      },
    },
    isLines,
  );
  const taken = () => lines.splice(0);
  return {
    takes(part) {
      reader.push(text.push(part));
      return taken();
    },
    ends() {
      reader.push(text.end());
      reader.end();
      if (of === 'whole') add(outer);
      return taken();
    },
  };
}

/** Also where its name is that of a property which every object has. */
const define = (object: object, name: string, value: unknown) =>
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
