import type { QueryInterface } from 'sequelize';
import { TEXT } from './columns.ts';

/** Days declared after the calendar's data was made: the organisation's list, and the list each request is counted by. */
export async function up(schema: QueryInterface): Promise<void> {
  const list = { type: TEXT, allowNull: false, defaultValue: '[]' };
  await schema.addColumn('organisations', 'declared_days', list);
  await schema.addColumn('subject_requests', 'declared_days', list);
}
