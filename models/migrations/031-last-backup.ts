import { DataTypes, type QueryInterface } from 'sequelize';
import { DATE, INTEGER, required } from './columns.ts';

/** When the last backup was made, and its size: one row for the whole desk. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('last_backup', {
    id: { type: INTEGER, primaryKey: true },
    made_at: { type: DATE, ...required },
    bytes: { type: DataTypes.BIGINT, ...required },
  });
}
