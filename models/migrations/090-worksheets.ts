import type { QueryInterface } from 'sequelize';
import { BLOB, DATE, INTEGER, id, required, STRING, to } from './columns.ts';

/** Why a request is held to be manifestly unfounded or excessive, sealed with it; a row for each saving. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('worksheets', {
    id,
    request_id: to('subject_requests'),
    version: { type: INTEGER, ...required },
    content: { type: BLOB, ...required },
    saved_by: { type: STRING(40), ...required },
    saved_at: { type: DATE, ...required },
  });
  await schema.addIndex('worksheets', ['request_id', 'version'], { unique: true });
}
