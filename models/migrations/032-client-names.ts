import type { QueryInterface } from 'sequelize';
import { STRING } from './columns.ts';

/**
 * A search finds whose data it is, where somebody else asks for them, and the queue names them. What the requests that are there say of
 * it is sealed: the job `noteCustomerNumbers`, which takes their keys, notes it, and finds what it has not looked at by this index.
 */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('subject_requests', 'client_name', { type: STRING, allowNull: true });
  await schema.sequelize.query(
    'CREATE INDEX subject_requests_client_unnoted ON subject_requests (id) WHERE client_name IS NULL',
  );
}
