import type { QueryInterface } from 'sequelize';
import { INTEGER } from './columns.ts';

/** How many systems of a request could not answer, for the queue. */
export async function up(schema: QueryInterface): Promise<void> {
  const count = { type: INTEGER, allowNull: false, defaultValue: 0 };
  await schema.addColumn('subject_requests', 'tasks_stuck', count);
  await schema.sequelize.query(`UPDATE subject_requests SET tasks_stuck = (SELECT COUNT(*) FROM tasks t
    WHERE t.request_id = subject_requests.id AND t.kind <> 'backups' AND t.state IN ('cannot', 'not-mine') AND t.asked_again_as IS NULL)
    WHERE id IN (SELECT request_id FROM tasks WHERE state IN ('cannot', 'not-mine'))`);
}
