import type { QueryInterface } from 'sequelize';
import { DATE, id, required, STRING, to } from './columns.ts';

/** What somebody said of two requests: that they are one person's, or that they are not. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('person_links', {
    id,
    one_id: to('subject_requests'),
    other_id: to('subject_requests'),
    verdict: { type: STRING(20), ...required },
    said_by: { type: STRING(40), ...required },
    said_at: { type: DATE, ...required },
    undone_at: { type: DATE, allowNull: true },
  });
  await schema.addIndex('person_links', ['one_id', 'other_id']);
  await schema.addIndex('person_links', ['other_id', 'one_id']);
}
