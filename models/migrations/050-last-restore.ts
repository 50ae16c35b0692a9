import type { QueryInterface } from 'sequelize';
import { DATE, INTEGER, required } from './columns.ts';

/**
 * From which backup the desk was last restored: one row for the whole desk. `restore` makes the table too, in a copy of a former
 * release: it is made only where it is missing.
 */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('last_restore', {
    id: { type: INTEGER, primaryKey: true },
    made_at: { type: DATE, ...required },
    restored_at: { type: DATE, ...required },
    told_at: { type: DATE, allowNull: true },
  });
}
