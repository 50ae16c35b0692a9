import type { QueryInterface } from 'sequelize';
import { DATE } from './columns.ts';

/** Since when a request waits for the person: whoever waited longest comes first. What waits now was asked when it was asked last. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('subject_requests', 'waiting_since', { type: DATE });
  await schema.sequelize.query(`UPDATE subject_requests SET waiting_since = COALESCE((SELECT MAX(f.at) FROM facts f
    WHERE f.request_id = subject_requests.id AND f.undone_at IS NULL
      AND f.name IN ('identity-asked', 'clarification-asked', 'paused')), received_at) WHERE status = 'waiting'`);
  await schema.addIndex('subject_requests', ['organisation_id', 'status', 'waiting_since', 'id']);
}
