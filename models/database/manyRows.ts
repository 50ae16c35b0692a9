import type { CreationAttributes, Model, ModelStatic, Sequelize } from 'sequelize';
import { alter } from './insert.ts';
import { mustBeKnown } from './oneOf.ts';
import { storedMoment } from './sqliteStatements.ts';
import { sqlWordsOf } from './sqlWords.ts';

// Thousands of rows by one statement, whose text is the same for any number of them: the rows are one JSON text. One statement for each
// row takes a millisecond or more, in which nobody else writes. All rows have the same keys, and hold texts, numbers, moments and nulls.

/** Inserts rows. */
export async function insertMany<M extends Model>(
  model: ModelStatic<M>,
  rows: readonly CreationAttributes<M>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  mustBeKnown(model, rows);
  const given = listed(model, Object.keys(first), rows);
  const sql = `INSERT INTO ${model.tableName} (${given.columns}) SELECT ${given.columns} FROM (${given.rows}) given`;
  await alter(model.sequelize as Sequelize, sql, [given.json]);
}

/** Changes rows, each found by its id. */
export async function updateMany<M extends Model>(
  model: ModelStatic<M>,
  rows: readonly ({ id: number } & Partial<CreationAttributes<M>>)[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  mustBeKnown(model, rows);
  const given = listed(model, Object.keys(first), rows);
  const values = given.columns
    .filter((column) => column !== '"id"')
    .map((column) => `${column} = given.${column}`);
  const sql = `UPDATE ${model.tableName} SET ${values} FROM (${given.rows}) given WHERE ${model.tableName}.id = given.id`;
  await alter(model.sequelize as Sequelize, sql, [given.json]);
}

function listed(model: ModelStatic<Model>, keys: string[], rows: readonly object[]) {
  const attributes = model.getAttributes() as Record<string, { field?: string; type: { key?: string } }>;
  const names = keys.filter((name) => name in attributes);
  const columns = names.map((name) => `"${attributes[name]?.field ?? name}"`);
  const types = names.map((name) => TYPES[attributes[name]?.type.key ?? ''] ?? 'text');
  const { rowsIn } = sqlWordsOf(model.sequelize as Sequelize);
  const typed = Object.fromEntries(columns.map((column, nth) => [column, types[nth] ?? 'text'] as const));
  const json = JSON.stringify(
    rows.map((row) => names.map((name) => asStored((row as Record<string, unknown>)[name]))),
  );
  return { columns, rows: rowsIn('$1', typed), json };
}

const TYPES: Record<string, 'integer' | 'timestamptz'> = { INTEGER: 'integer', DATE: 'timestamptz' };

/** A moment as sqlite has it, which PostgreSQL reads as well. */
const asStored = (value: unknown): unknown => (value instanceof Date ? storedMoment(value) : (value ?? null));
