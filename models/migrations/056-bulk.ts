import type { QueryInterface } from 'sequelize';
import { DATE, INTEGER, id, required, STRING, TEXT, to } from './columns.ts';

/** What was done to many requests at once, and what became of each. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('bulk_runs', {
    id,
    organisation_id: to('organisations'),
    act: { type: STRING(40), ...required },
    actor: { type: STRING(40), ...required },
    assignee_id: { type: INTEGER, allowNull: true },
    begun_at: { type: DATE, ...required },
    ended_at: { type: DATE, allowNull: true },
  });
  await schema.createTable('bulk_items', {
    id,
    run_id: to('bulk_runs'),
    request_id: to('subject_requests'),
    obstacle: { type: TEXT, allowNull: true },
    was: { type: INTEGER, allowNull: true },
    taken_back_at: { type: DATE, allowNull: true },
    taken_back_by: { type: STRING(40), allowNull: true },
    kept_for: { type: TEXT, allowNull: true },
  });
  await schema.addIndex('bulk_items', ['run_id', 'id']);
}
