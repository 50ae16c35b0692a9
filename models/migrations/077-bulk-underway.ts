import type { QueryInterface } from 'sequelize';
import { BOOLEAN, DATE, INTEGER } from './columns.ts';

/** What an act on many has still to do, with the version that its author saw, and when it last did something. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('bulk_items', 'is_waiting', { type: BOOLEAN, allowNull: true });
  await schema.addColumn('bulk_items', 'seen', { type: INTEGER, allowNull: true });
  await schema.addColumn('bulk_runs', 'touched_at', { type: DATE, allowNull: true });
  await schema.addIndex('bulk_runs', ['organisation_id', 'id']);
}
