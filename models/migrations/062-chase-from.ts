import type { QueryInterface } from 'sequelize';
import { STRING } from './columns.ts';

/** From which day the owner of a task is chased, where that is not the day on which they were asked; empty while another system comes first. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('tasks', 'chase_from', { type: STRING(10), allowNull: true });
  for (const sql of [
    'DROP INDEX tasks_waiting',
    `CREATE INDEX tasks_waiting ON tasks (request_id, kind, asked_on, due_on, moved_on, link_id, chase_from) WHERE state = 'open'`,
  ])
    await schema.sequelize.query(sql);
}
