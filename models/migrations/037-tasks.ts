import type { QueryInterface } from 'sequelize';
import { BLOB, DATE, INTEGER, id, required, STRING, TEXT, to, toPerhaps } from './columns.ts';

/** What colleagues are asked to do for a request, and the link by which each of them answers. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('owner_links', {
    id,
    organisation_id: to('organisations'),
    email: { type: STRING(320), ...required },
    language: { type: STRING(5), ...required },
    renewals: { type: INTEGER, ...required, defaultValue: 0 },
    token_hash: { type: STRING(64), ...required, unique: true },
    created_at: { type: DATE, ...required },
    expires_at: { type: DATE, ...required },
    revoked_at: { type: DATE, allowNull: true },
    seen_at: { type: DATE, allowNull: true },
    views: { type: INTEGER, ...required, defaultValue: 0 },
  });
  await schema.addIndex('owner_links', ['organisation_id', 'email'], { unique: true });
  await schema.createTable('tasks', {
    id,
    organisation_id: to('organisations'),
    request_id: to('subject_requests'),
    system_id: to('systems'),
    kind: { type: STRING(20), ...required },
    state: { type: STRING(20), ...required },
    words: { type: BLOB, allowNull: true },
    due_on: { type: STRING(10), allowNull: true },
    clock: { type: STRING(80), allowNull: true },
    because: { type: TEXT, ...required },
    lead_days: { type: INTEGER, ...required },
    link_id: toPerhaps('owner_links'),
    asked_at: { type: DATE, allowNull: true },
    answered_at: { type: DATE, allowNull: true },
    result: { type: BLOB, allowNull: true },
    created_at: { type: DATE, ...required },
  });
  await schema.addIndex('tasks', ['request_id', 'id']);
  await schema.addIndex('tasks', ['link_id', 'state']);
}
