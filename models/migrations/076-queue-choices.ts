import type { QueryInterface } from 'sequelize';
import { BOOLEAN, DATE, INTEGER, id, required, STRING, TEXT, to } from './columns.ts';

/** What a user chose for their lists of requests, and lists kept by name. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('memberships', 'queue_order', { type: STRING(20), allowNull: true });
  await schema.addColumn('memberships', 'queue_columns', { type: STRING(200), allowNull: true });
  await schema.createTable('saved_views', {
    id,
    organisation_id: to('organisations'),
    user_id: { type: INTEGER, ...required },
    name: { type: STRING(80), ...required },
    query: { type: TEXT, ...required },
    is_shared: { type: BOOLEAN, ...required },
    created_at: { type: DATE, ...required },
  });
  await schema.addIndex('saved_views', ['organisation_id', 'id']);
}
