import { type CreationAttributes, type Model, type ModelStatic, QueryTypes, type Sequelize } from 'sequelize';

/**
 * Writes rows by one plain statement, for the paths that must be quick: `create` costs four times as much. All rows name
 * the same columns, and what is no column is left out. Gives the id of a single row.
 */
export async function insert<M extends Model>(
  model: ModelStatic<M>,
  rows: CreationAttributes<M>[],
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const database = model.sequelize as Sequelize;
  const attributes = model.getAttributes() as Record<string, { field?: string }>;
  const names = Object.keys(first).filter((name) => name in attributes);
  const columns = names.map((name) => `"${attributes[name]?.field}"`).join(', ');
  const said = database.getDialect() === 'sqlite' ? forSqlite : forPostgres;
  const bind: unknown[] = [];
  const values = rows.map((row) => {
    const places = names.map((name) => `$${bind.push(said(row[name as keyof typeof row]))}`);
    return `(${places.join(', ')})`;
  });
  const gives = 'id' in attributes ? ' RETURNING id' : '';
  const sql = `INSERT INTO ${model.tableName} (${columns}) VALUES ${values.join(', ')}${gives}`;
  const [written] = await database.query(sql, { bind, type: QueryTypes.INSERT });
  return typeof written === 'number' ? written : idOf(written);
}

/** PostgreSQL gives what the statement returns, sqlite its last id. */
const idOf = (returned: unknown): number => (returned as { id: number }[])[0]?.id ?? 0;

const forPostgres = (value: unknown): unknown => value ?? null;

/** As Sequelize stores a moment there: as text with an offset. */
function forSqlite(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', ' +00:00');
  return value ?? null;
}
