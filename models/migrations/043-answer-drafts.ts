import type { QueryInterface } from 'sequelize';
import { BLOB, DATE, INTEGER, id, required, STRING, to } from './columns.ts';

/** What a DPO states for an answer where no system shows it, sealed with the request; one row for each request. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('answer_drafts', {
    id,
    request_id: { ...to('subject_requests'), unique: true },
    version: { type: INTEGER, ...required },
    stated: { type: BLOB, ...required },
    saved_by: { type: STRING(40), ...required },
    saved_at: { type: DATE, ...required },
  });
}
