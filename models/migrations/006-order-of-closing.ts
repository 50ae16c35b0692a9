import type { QueryInterface } from 'sequelize';

/** The tab of closed requests is read by what closed last. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addIndex('subject_requests', ['organisation_id', 'status', 'closed_at', 'id']);
}
