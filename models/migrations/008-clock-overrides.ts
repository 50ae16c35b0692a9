import type { QueryInterface } from 'sequelize';
import { TEXT } from './columns.ts';

/** The organisation's own numbers where its policy leaves one open, and those that each request is counted by. */
export async function up(schema: QueryInterface): Promise<void> {
  const list = { type: TEXT, allowNull: false, defaultValue: '[]' };
  await schema.addColumn('organisations', 'clock_overrides', list);
  await schema.addColumn('subject_requests', 'clock_overrides', list);
}
