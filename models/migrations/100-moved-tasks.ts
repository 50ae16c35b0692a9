import type { QueryInterface } from 'sequelize';
import { INTEGER } from './columns.ts';

/** From which request a task came when that was merged into another: it goes back if they are taken apart again. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('tasks', 'moved_from', { type: INTEGER });
}
