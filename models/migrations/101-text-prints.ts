import type { QueryInterface } from 'sequelize';
import { id, required, STRING, to } from './columns.ts';

/** Prints of what people wrote, to find requests in nearly the same words without opening any. Earlier requests have none. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('text_prints', {
    id,
    request_id: to('subject_requests'),
    organisation_id: to('organisations'),
    print: { type: STRING(24), ...required },
  });
  await schema.addIndex('text_prints', ['request_id']);
  await schema.addIndex('text_prints', ['organisation_id', 'print', 'request_id']);
}
