import type { QueryInterface } from 'sequelize';
import { DATE, INTEGER, required } from './columns.ts';

/** When a backup was last shown to be restorable: one row for the whole desk. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('last_drill', {
    id: { type: INTEGER, primaryKey: true },
    held_at: { type: DATE, ...required },
  });
}
