import type { QueryInterface } from 'sequelize';
import { BLOB, DATE, INTEGER, id, required, STRING, to } from './columns.ts';

/** An answer handed to another provider at the person's wish (Art. 20(2) GDPR), and the link by which it is fetched. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('transmissions', {
    id,
    organisation_id: to('organisations'),
    request_id: to('subject_requests'),
    state: { type: STRING(20), ...required },
    data: { type: BLOB, ...required },
    content: { type: BLOB, allowNull: true },
    asked_by: { type: STRING(40), ...required },
    asked_at: { type: DATE, ...required },
    renewals: { type: INTEGER, ...required, defaultValue: 0 },
    token_hash: { type: STRING(64), allowNull: true, unique: true },
    letter_id: { type: INTEGER, allowNull: true },
    sent_at: { type: DATE, allowNull: true },
    expires_at: { type: DATE, allowNull: true },
    ended_at: { type: DATE, allowNull: true },
    fetches: { type: INTEGER, ...required, defaultValue: 0 },
    fetched_at: { type: DATE, allowNull: true },
  });
  await schema.addIndex('transmissions', ['request_id', 'id']);
}
