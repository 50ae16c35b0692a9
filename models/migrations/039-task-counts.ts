import type { QueryInterface } from 'sequelize';
import { INTEGER } from './columns.ts';

/** How many systems of a request were asked and have answered, for the queue; and the task that asks the same again. */
export async function up(schema: QueryInterface): Promise<void> {
  const count = { type: INTEGER, allowNull: false, defaultValue: 0 };
  await schema.addColumn('subject_requests', 'tasks_asked', count);
  await schema.addColumn('subject_requests', 'tasks_settled', count);
  await schema.addColumn('tasks', 'asked_again_as', { type: INTEGER, allowNull: true });
  await schema.sequelize.query(`UPDATE subject_requests SET
    tasks_asked = (SELECT COUNT(*) FROM tasks t WHERE t.request_id = subject_requests.id AND t.state <> 'dropped'),
    tasks_settled = (SELECT COUNT(*) FROM tasks t WHERE t.request_id = subject_requests.id AND t.state IN ('done', 'nothing-found'))
    WHERE id IN (SELECT request_id FROM tasks)`);
}
