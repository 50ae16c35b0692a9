import type { QueryInterface } from 'sequelize';
import { BLOB, DATE, INTEGER, id, required, STRING, TEXT, to, toPerhaps } from './columns.ts';

/** Who works here: organisations, their staff, log-in. Migrations only add. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('organisations', {
    id,
    slug: { type: STRING(60), ...required, unique: true },
    name: { type: STRING(200), ...required },
    zone: { type: STRING(60), ...required },
    calendar: { type: STRING(40), ...required },
    policy: { type: STRING(120), ...required },
    languages: { type: STRING(40), ...required },
    reply_address: { type: STRING(320), ...required, defaultValue: '' },
    escalation_address: { type: STRING(320), ...required, defaultValue: '' },
    postal_address: { type: TEXT, ...required, defaultValue: '' },
    authority: { type: STRING(200), ...required },
    wrapped_key: { type: BLOB, ...required },
    version: { type: INTEGER, ...required, defaultValue: 1 },
    created_at: { type: DATE, ...required },
  });

  await schema.createTable('users', {
    id,
    email: { type: STRING(320), ...required, unique: true },
    name: { type: STRING(200), ...required, defaultValue: '' },
    password_hash: { type: STRING(300), allowNull: true },
    language: { type: STRING(5), ...required, defaultValue: 'en' },
    created_at: { type: DATE, ...required },
    disabled_at: { type: DATE, allowNull: true },
  });
  await schema.createTable('memberships', {
    id,
    user_id: to('users'),
    organisation_id: to('organisations'),
    role: { type: STRING(20), ...required },
  });
  await schema.addIndex('memberships', ['user_id', 'organisation_id'], { unique: true });

  await schema.createTable('sessions', {
    token_hash: { type: STRING(64), primaryKey: true },
    user_id: toPerhaps('users'),
    data: { type: TEXT, ...required },
    expires_at: { type: DATE, ...required },
  });
  await schema.addIndex('sessions', ['expires_at']);

  await schema.createTable('invitations', {
    id,
    token_hash: { type: STRING(64), ...required, unique: true },
    purpose: { type: STRING(20), ...required },
    user_id: toPerhaps('users'),
    organisation_id: toPerhaps('organisations'),
    expires_at: { type: DATE, ...required },
    used_at: { type: DATE, allowNull: true },
  });
}
