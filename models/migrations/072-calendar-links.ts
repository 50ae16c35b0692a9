import type { QueryInterface } from 'sequelize';
import { DATE, INTEGER, id, required, STRING, to } from './columns.ts';

/** The secret address at which a calendar program fetches what falls due for a member of staff. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('calendar_links', {
    id,
    organisation_id: to('organisations'),
    user_id: to('users'),
    renewals: { type: INTEGER, ...required, defaultValue: 0 },
    token_hash: { type: STRING(64), ...required, unique: true },
    created_at: { type: DATE, ...required },
    revoked_at: { type: DATE, allowNull: true },
    seen_at: { type: DATE, allowNull: true },
    views: { type: INTEGER, ...required, defaultValue: 0 },
  });
  await schema.addIndex('calendar_links', ['user_id', 'organisation_id'], { unique: true });
}
