import type { QueryInterface } from 'sequelize';
import { STRING } from './columns.ts';

/** The local day on which the owner of a task was asked, and on which it came to another: by these days they are reminded. */
export async function up(schema: QueryInterface): Promise<void> {
  const day = { type: STRING(10), allowNull: true };
  await schema.addColumn('tasks', 'asked_on', day);
  await schema.addColumn('tasks', 'moved_on', day);
  const isSqlite = schema.sequelize.getDialect() === 'sqlite';
  const dayAsked = isSqlite
    ? 'SUBSTR(asked_at, 1, 10)'
    : "TO_CHAR(asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')";
  await schema.sequelize.query(`UPDATE tasks SET asked_on = ${dayAsked} WHERE asked_at IS NOT NULL`);
  await schema.sequelize.query("CREATE INDEX tasks_open ON tasks (link_id) WHERE state = 'open'");
  const ofOwners = isSqlite
    ? "kind IN ('task-notice', 'task-reminder')"
    : "kind = 'task-notice' OR kind = 'task-reminder'"; // PostgreSQL writes a list in two ways
  await schema.sequelize.query(`CREATE INDEX letters_to_owner ON letters (recipient, id) WHERE ${ofOwners}`);
}
