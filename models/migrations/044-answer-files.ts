import type { QueryInterface } from 'sequelize';
import { BLOB, DATE, INTEGER, id, required, STRING, to, toPerhaps } from './columns.ts';

/** What was decided about each file of an answer before it leaves, and the copy of it that leaves. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('answer_files', {
    id,
    request_id: to('subject_requests'),
    attachment_id: { ...to('attachments'), unique: true },
    copy_id: toPerhaps('attachments'),
    version: { type: INTEGER, ...required },
    decision: { type: STRING(20) },
    digest: { type: STRING(64) },
    data: { type: BLOB, ...required },
    decided_by: { type: STRING(40) },
    decided_at: { type: DATE },
  });
  await schema.addIndex('answer_files', ['request_id']);
}
