import type { QueryInterface } from 'sequelize';
import { DATE, INTEGER, id, required, STRING, TEXT, to } from './columns.ts';

/** Short answers that colleagues keep for letters and messages. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('phrases', {
    id,
    organisation_id: to('organisations'),
    name: { type: STRING(60), ...required },
    text: { type: TEXT, ...required },
    version: { type: INTEGER, ...required, defaultValue: 1 },
    created_at: { type: DATE, ...required },
  });
  await schema.addIndex('phrases', ['organisation_id', 'id']);
}
