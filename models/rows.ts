import type { Attributes, Model, ModelStatic } from 'sequelize';
import { momentOf, read, readList, selected, type Values } from './read.ts';

/** The kind of an attribute, as Sequelize names it. */
type Attribute = { field: string; type: { key: string } };

/**
 * Rows of a model's table as plain objects, for pages that show many: the same values as the model's, without its
 * instances, which cost ten times as much. `from` begins after the table's name; `without` leaves columns unread.
 */
export async function rowsOf<M extends Model, Without extends keyof Attributes<M> = never>(
  model: ModelStatic<M>,
  from: string,
  values: Values,
  without: readonly Without[] = [],
): Promise<Omit<Attributes<M>, Without>[]> {
  const { sequelize, tableName } = model;
  if (!sequelize) throw new Error(`${model.name} has no database`);
  const known = model.getAttributes() as unknown as Record<string, Attribute>;
  const names = Object.keys(known).filter((name) => !without.includes(name as Without));
  const columns = Object.fromEntries(names.map((name) => [name, `"${known[name]?.field}"`]));
  const kept = names.some((name) => known[name]?.type.key === 'BLOB')
    ? await read<Row>(sequelize, `SELECT ${selected(columns)} FROM ${tableName} ${from}`, values)
    : await readList<Row>(sequelize, columns, `FROM ${tableName} ${from}`, values);
  const special = names.filter((name) => ['DATE', 'BOOLEAN'].includes(known[name]?.type.key ?? ''));
  for (const row of kept)
    for (const name of special)
      row[name] = known[name]?.type.key === 'DATE' ? momentOf(row[name] as string) : Boolean(row[name]);
  return kept as Attributes<M>[];
}

type Row = Record<string, unknown>;
