import type { QueryInterface } from 'sequelize';
import { DATE } from './columns.ts';

/** When those who work on a request are to be told that it came; nothing once they are, nor for requests from before. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('subject_requests', 'tell_at', { type: DATE, allowNull: true });
  await schema.sequelize.query(
    'CREATE INDEX subject_requests_untold ON subject_requests (tell_at) WHERE tell_at IS NOT NULL',
  );
}
