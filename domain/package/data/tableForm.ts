import { csvReader } from './csvReader.ts';
import { DataFault } from './dataFault.ts';
import { namesOf } from './header.ts';
import type { Converting, Inspecting } from './inspected.ts';
import { formatOf, kindOfCell } from './kinds.ts';
import { type DataSchema, listSchema } from './schema.ts';
import { textReader } from './text.ts';

type CellKind = ReturnType<typeof kindOfCell>;
type ColumnSeen = { kinds: Set<CellKind>; hasEmpty: boolean; format?: 'date' | 'date-time' | 'none' };
type TableColumn = { name: string; kind: CellKind; schema: DataSchema };

/** A table as the list of its lines, for programs: inspected first, then written as JSON. */
export function tableForm(isUtf8: boolean): Inspecting & { convert(): Converting<string> } {
  let names: string[] | undefined;
  let records = 0;
  const seen: ColumnSeen[] = [];
  const text = textReader(isUtf8);
  const reader = csvReader((cells) => {
    if (!names) {
      names = namesOf(cells);
      for (const _name of names) seen.push({ kinds: new Set(), hasEmpty: false });
      return;
    }
    records += 1;
    for (const [nth, cell] of cells.entries()) noteCell(seen[nth] as ColumnSeen, cell);
  });
  const columns = () => (names ?? []).map((name, nth) => columnOf(name, seen[nth] as ColumnSeen));
  return {
    sees: (part) => reader.push(text.push(part)),
    ends() {
      reader.push(text.end());
      reader.end();
      const schema = listSchema({
        type: 'object',
        properties: Object.fromEntries(columns().map((column) => [column.name, column.schema])),
        required: names ?? [],
        additionalProperties: false,
      });
      return { records, schema, other: schema };
    },
    convert: () => jsonOf(columns(), isUtf8),
  };
}

function noteCell(column: ColumnSeen, cell: string): void {
  if (cell === '') column.hasEmpty = true;
  else if (!column.kinds.has('string')) column.kinds.add(kindOfCell(cell)); // one text makes all of them texts
  if (cell === '' || column.format === 'none') return;
  const format = formatOf(cell) ?? 'none';
  column.format = (column.format ?? format) === format ? format : 'none';
}

/** A column is of one kind where every cell can be read as it; where one cannot, all of them are texts. */
function columnOf(name: string, { kinds, hasEmpty, format }: ColumnSeen): TableColumn {
  const all = kinds.has('number') ? new Set([...kinds].filter((kind) => kind !== 'integer')) : kinds;
  const [only = 'string'] = all;
  const kind = all.size === 1 ? only : 'string';
  const isForm = kind === 'string' && !hasEmpty && format && format !== 'none';
  const type = kind !== 'string' && hasEmpty ? [kind, 'null' as const] : kind;
  return { name, kind, schema: { type, ...(isForm && { format }) } };
}

/** A list with a line for each record. Numbers keep every digit as they are written; an empty cell among them is `null`. */
function jsonOf(columns: readonly TableColumn[], isUtf8: boolean): Converting<string> {
  const starts = columns.map(({ name }, nth) => `${nth > 0 ? ',' : '{'}${JSON.stringify(name)}:`);
  let lines = -1;
  let written = '';
  const text = textReader(isUtf8);
  const reader = csvReader((cells) => {
    lines += 1;
    if (lines === 0) return;
    written += lines > 1 ? ',\n' : '[\n';
    for (const [nth, cell] of cells.entries())
      written += starts[nth] + literalOf(columns[nth] as TableColumn, cell);
    written += '}';
  });
  const taken = () => {
    const now = written;
    written = '';
    return now;
  };
  return {
    takes(part) {
      reader.push(text.push(part));
      return taken();
    },
    ends() {
      reader.push(text.end());
      reader.end();
      return `${taken()}${lines > 0 ? '\n]' : '[]'}\n`;
    },
  };
}

const literalOf = ({ kind }: TableColumn, cell: string): string => {
  if (kind === 'string') return JSON.stringify(cell);
  return cell === '' ? 'null' : cell;
};

/** A cell as what its column is, by the kinds of the column's schema. Throws `not-csv` for one that is none of them. */
export function readCell(cell: string, kinds: readonly string[]): unknown {
  if (cell === '') return kinds.includes('null') ? null : '';
  if (kinds.length === 1 && kinds[0] === 'string') return cell;
  const kind = kindOfCell(cell);
  const isRead = kinds.includes(kind) || (kind === 'integer' && kinds.includes('number'));
  if (kind !== 'string' && isRead) return JSON.parse(cell);
  if (kinds.includes('string')) return cell;
  if (kinds.includes('number') || kinds.includes('integer')) return longNumber(cell);
  throw new DataFault('not-csv');
}

/** A number with more digits than `kindOfCell` takes for one: our tables write what the JSON had. */
function longNumber(cell: string): number {
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell)) throw new DataFault('not-csv');
  return Number(cell);
}
