import type { QueryInterface } from 'sequelize';

/** The queue can be read by receipt, newest or oldest first, as a whole and by status. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addIndex('subject_requests', ['organisation_id', 'received_at', 'id']);
  await schema.addIndex('subject_requests', ['organisation_id', 'status', 'received_at', 'id']);
}
