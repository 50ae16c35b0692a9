import type { QueryInterface } from 'sequelize';
import { STRING } from './columns.ts';

/** A row of the list of policies may have a calendar of its own; those that are there count by the organisation's, as before. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('organisation_policies', 'calendar', { type: STRING(60), allowNull: true });
}
