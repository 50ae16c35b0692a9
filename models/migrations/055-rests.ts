import type { QueryInterface } from 'sequelize';
import { DATE, STRING } from './columns.ts';

/** By which day an answer that left incomplete said that the rest follows, and when it followed: for the register. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('subject_requests', 'rest_due_on', { type: STRING(10), allowNull: true });
  await schema.addColumn('subject_requests', 'rest_sent_at', { type: DATE, allowNull: true });
}
