import { revived } from '../../csvCell.ts';
import { csvReader } from './csvReader.ts';
import { DataFault } from './dataFault.ts';
import type { DataKind } from './dataKind.ts';
import { plainJson } from './exactJson.ts';
import { follows, memberSchema } from './follows.ts';
import { namesOf } from './header.ts';
import { type JsonRoot, jsonReader } from './jsonReader.ts';
import type { DataSchema } from './schema.ts';
import { readCell } from './tableForm.ts';
import { textReader } from './text.ts';

/** Data with the schema that they are said to follow. A table that we wrote has this delimiter, and its formulas have apostrophes. */
type DescribedData = { kind: DataKind; schema: DataSchema; isUtf8: boolean; ours?: { delimiter: string } };

/** How many records there are, as the manifest counts them. */
type Followed = { records: number | null };

type Reading = { push(text: string): void; end(): void; records(): number | null };

/**
 * Reads data part by part and checks them against their schema, one record at a time. Throws `NotFollowed` at the first that does not
 * follow it, or a `DataFault` where they cannot be read.
 */
export function followsSchema(described: DescribedData): { sees(part: Uint8Array): void; ends(): Followed } {
  const text = textReader(described.isUtf8);
  const reading = described.kind === 'table' ? tableReading(described) : treeReading(described);
  return {
    sees: (part) => reading.push(text.push(part)),
    ends() {
      reading.push(text.end());
      reading.end();
      return { records: reading.records() };
    },
  };
}

/** Data that do not follow their schema, and in which record. */
export class NotFollowed extends Error {
  readonly record: number;
  constructor(record: number) {
    super(`record ${record} does not follow the schema`);
    this.name = 'NotFollowed';
    this.record = record;
  }
}

function check(schema: DataSchema | false | undefined, value: unknown, record: number): void {
  if (!follows(schema, value)) throw new NotFollowed(record);
}

function tableReading({ schema, ours }: DescribedData): Reading {
  let columns: ((cell: string) => boolean)[] | undefined;
  let records = 0;
  const reader = csvReader((row) => {
    if (!columns) {
      columns = columnsIn(ours ? row.map(revived) : row, schema.items ?? {});
      return;
    }
    records += 1;
    for (const [nth, cell] of row.entries())
      if (!columns[nth]?.(ours ? revived(cell) : cell)) throw new NotFollowed(records);
  }, ours?.delimiter);
  return { ...reader, records: () => records };
}

/** Whether a cell follows the schema of its column, for each column; a table has the columns of its schema and no others. */
function columnsIn(header: readonly string[], line: DataSchema): ((cell: string) => boolean)[] {
  const names = namesOf(header);
  if (line.required?.some((name) => !names.includes(name))) throw new NotFollowed(1);
  return names.map((name) => {
    const schema = memberSchema(line, name);
    if (schema === false) throw new NotFollowed(1);
    const kinds = [schema?.type ?? 'string'].flat();
    return (cell) => isOfKind(cell, kinds, schema);
  });
}

function isOfKind(cell: string, kinds: readonly string[], schema: DataSchema | undefined): boolean {
  try {
    return follows(schema, readCell(cell, kinds));
  } catch (error) {
    if (error instanceof DataFault) return false;
    throw error;
  }
}

function treeReading({ schema, kind }: DescribedData): Reading {
  let root: JsonRoot = 'value';
  let items = 0;
  /** The records of each list of the outer object, and whether one is an object. */
  const lists = new Map<string, { count: number; hasObjects: boolean }>();
  const seen = new Set<string>();
  const kinds = [schema.type ?? []].flat();
  const reader = jsonReader(
    {
      root(is) {
        root = is;
        const due = is === 'list' ? 'array' : is;
        if ((due === 'array' || due === 'object') && schema.type && !kinds.includes(due))
          throw new NotFollowed(1);
      },
      item(value, member) {
        items += 1;
        if (member === undefined) return check(root === 'list' ? schema.items : schema, value, items);
        const list = lists.get(member) ?? { count: 0, hasObjects: false };
        lists.set(member, list);
        list.count += 1;
        list.hasObjects ||= typeof value === 'object' && value !== null && !Array.isArray(value);
        const of = memberSchema(schema, member);
        check(of ? of.items : of, value, list.count);
      },
      member(name, value) {
        seen.add(name);
        const of = memberSchema(schema, name);
        if (value !== undefined) return check(of, value, 1);
        if (of === false || (of?.type && ![of.type].flat().includes('array'))) throw new NotFollowed(1);
      },
    },
    kind === 'json-lines',
    plainJson,
  );
  const counted = () => {
    if (root !== 'object') return items;
    const records = [...lists.values()].filter(({ hasObjects }) => hasObjects);
    if (records.length > 1) return null;
    return records[0]?.count ?? 1;
  };
  return {
    push: reader.push,
    end() {
      reader.end();
      if (root === 'object' && schema.required?.some((name) => !seen.has(name))) throw new NotFollowed(1);
    },
    records: counted,
  };
}
