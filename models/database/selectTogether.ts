import type { Attributes, Model, ModelAttributeColumnOptions, ModelStatic, Sequelize } from 'sequelize';
import { momentFromColumn, select, type Values } from './select.ts';

/** Rows to read beside others: their columns by name, and the SQL after FROM and after ORDER BY. */
export type OrderedSelection<Row> = {
  columns: Record<string, SelectedColumn>;
  from: string;
  order: string;
  /** Carries the type of a row only. */
  row?: Row;
};
type SelectedColumn = { expression: string; kind?: 'moment' | 'flag' | 'bytes' };
type RowOf<L> = L extends OrderedSelection<infer Row> ? Row : never;

/** By Sequelize's name of an attribute's type. */
const KINDS: Record<string, SelectedColumn['kind']> = { DATE: 'moment', BOOLEAN: 'flag', BLOB: 'bytes' };

/**
 * A list of a model's rows, with the same values as the model's. `from` begins after the table's name; the columns in
 * `without` are not read.
 */
export function tableOf<M extends Model, Without extends keyof Attributes<M> = never>(
  model: ModelStatic<M>,
  from: string,
  order: string,
  without: readonly Without[] = [],
): OrderedSelection<Omit<Attributes<M>, Without>> {
  const known = Object.entries<ModelAttributeColumnOptions>(model.getAttributes());
  const kept = known.filter(([name]) => !without.includes(name as Without));
  const columns = kept.map(([name, { field, type }]) => {
    return [name, { expression: `"${field}"`, kind: KINDS[typeof type === 'string' ? type : type.key] }];
  });
  return { columns: Object.fromEntries(columns), from: `${model.tableName} ${from}`, order };
}

/**
 * Reads one row and the lists that depend on it by one statement, for a page that shows many: one consistent snapshot,
 * and one round trip instead of nine. The lists refer to the row as `of`. `from` begins after FROM and names the row's
 * table as `of`.
 */
export function selectTogether<Lists extends Record<string, OrderedSelection<unknown>>>(
  from: string,
  lists: Lists,
) {
  const texts: Record<string, string> = {};
  return async (database: Sequelize, values: Values) => {
    const dialect = database.getDialect() === 'sqlite' ? SQLITE : POSTGRES;
    texts[dialect.list] ??= `SELECT ${Object.entries(lists)
      .map(([name, list]) => `(${selectOf(dialect, list)}) AS "${name}"`)
      .join(', ')} FROM ${from}`;
    const [found] = await select<Record<string, string | null>>(
      database,
      texts[dialect.list] as string,
      values,
    );
    if (!found) return undefined;
    const rows = Object.entries(lists).map(([name, list]) => [name, rowsIn(list, found[name])]);
    return Object.fromEntries(rows) as { [Name in keyof Lists]: RowOf<Lists[Name]>[] };
  };
}

/** How each database turns rows into one text; missing bytes stay null. */
type Dialect = { list: string; cells: string; text: string; bytes(expression: string): string };
const SQLITE: Dialect = {
  list: 'json_group_array',
  cells: 'json_array',
  text: '',
  bytes: (expression) => `NULLIF(hex(${expression}), '')`,
};
const POSTGRES: Dialect = {
  list: 'json_agg',
  cells: 'json_build_array',
  text: '::text',
  bytes: (expression) => `encode(${expression}, 'hex')`,
};

function selectOf(dialect: Dialect, { columns, from, order }: OrderedSelection<unknown>): string {
  const cells = Object.values(columns).map(({ expression, kind }) =>
    kind === 'bytes' ? dialect.bytes(expression) : expression,
  );
  return `SELECT ${dialect.list}(${dialect.cells}(${cells.join(', ')}) ORDER BY ${order})${dialect.text} FROM ${from}`;
}

/** Each row is a copy of one that has all the names, as in `selectList`. */
function rowsIn({ columns }: OrderedSelection<unknown>, text: string | null | undefined): unknown[] {
  const known = Object.entries(columns);
  const blank = JSON.parse(JSON.stringify(Object.fromEntries(known.map(([name]) => [name, null]))));
  return (JSON.parse(text ?? '[]') as unknown[][]).map((cells) => {
    const row: Record<string, unknown> = { ...blank };
    known.forEach(([name, { kind }], nth) => {
      row[name] = kind ? READ[kind](cells[nth]) : cells[nth];
    });
    return row;
  });
}

const READ: Record<NonNullable<SelectedColumn['kind']>, (cell: unknown) => unknown> = {
  moment: (cell) => momentFromColumn(cell as string | null),
  flag: Boolean,
  bytes: (cell) => (cell === null ? null : Buffer.from(cell as string, 'hex')),
};
