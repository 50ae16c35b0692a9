import type { QueryInterface } from 'sequelize';
import { DATE, STRING } from './columns.ts';

/**
 * A membership works once the owner of the mailbox has accepted it, and a password is only as good as the link that set it.
 * Who works here already has accepted; who has left, or never came, keeps no password that could open what comes later.
 */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('memberships', 'accepted_at', { type: DATE, allowNull: true });
  await schema.addColumn('users', 'password_proof', { type: STRING(10), allowNull: true });
  await schema.addColumn('invitations', 'shown_token_hash', { type: STRING(64), allowNull: true });
  await schema.addIndex('invitations', ['shown_token_hash'], { unique: true });
  await schema.sequelize.query(
    `UPDATE memberships SET accepted_at = (SELECT u.created_at FROM users u WHERE u.id = memberships.user_id
       AND u.password_hash IS NOT NULL AND u.disabled_at IS NULL)`,
  );
  await schema.sequelize.query(
    `UPDATE users SET password_hash = NULL WHERE NOT EXISTS (SELECT 1 FROM memberships m
       WHERE m.user_id = users.id AND m.accepted_at IS NOT NULL)`,
  );
}
