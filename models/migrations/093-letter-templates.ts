import type { QueryInterface } from 'sequelize';
import { BOOLEAN, DATE, INTEGER, id, required, STRING, TEXT, to } from './columns.ts';

/** Letters in an organisation's own words: by kind and language, and perhaps by right and policy. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('letter_templates', {
    id,
    organisation_id: to('organisations'),
    kind: { type: STRING(40), ...required },
    right: { type: STRING(40), allowNull: true },
    policy: { type: STRING(80), allowNull: true },
    language: { type: STRING(5), ...required },
    subject: { type: TEXT, ...required },
    body: { type: TEXT, ...required },
    is_used: { type: BOOLEAN, ...required },
    version: { type: INTEGER, ...required, defaultValue: 1 },
    created_at: { type: DATE, ...required },
  });
  await schema.addIndex('letter_templates', ['organisation_id', 'kind', 'language']);
}
