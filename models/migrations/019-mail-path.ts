import type { QueryInterface } from 'sequelize';
import { DATE, INTEGER, required, STRING } from './columns.ts';

/** When the mail server may have taken a letter without saying so; and whether letters leave, one row for the whole desk. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('letters', 'perhaps_taken_at', { type: DATE, allowNull: true });
  await schema.createTable('mail_path', {
    id: { type: INTEGER, primaryKey: true },
    down_since: { type: DATE, allowNull: true },
    step: { type: STRING(20), allowNull: true },
    says: { type: STRING(500), allowNull: true },
    told_at: { type: DATE, ...required },
    asked_at: { type: DATE, ...required },
  });
}
