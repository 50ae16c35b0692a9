import type { QueryInterface } from 'sequelize';
import { INTEGER, id, required, STRING, TEXT, to } from './columns.ts';

/** Words that an organisation sorts its requests by; each request repeats the numbers of its own for lists. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('tags', {
    id,
    organisation_id: to('organisations'),
    name: { type: STRING(80), ...required },
    name_key: { type: STRING(160), ...required },
  });
  await schema.addIndex('tags', ['organisation_id', 'name_key'], { unique: true });
  await schema.createTable('request_tags', {
    id,
    request_id: to('subject_requests'),
    tag_id: to('tags'),
  });
  await schema.addIndex('request_tags', ['request_id', 'tag_id'], { unique: true });
  await schema.addIndex('request_tags', ['tag_id', 'request_id']);
  await schema.addColumn('subject_requests', 'tags', { type: TEXT, allowNull: true });
  await schema.addColumn('bulk_runs', 'tag_id', { type: INTEGER, allowNull: true });
}
