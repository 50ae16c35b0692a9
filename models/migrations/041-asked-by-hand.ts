import type { QueryInterface } from 'sequelize';
import { BOOLEAN } from './columns.ts';

/** Whether the DPO chose whom to ask for a task: it then stays with them, whatever the register says. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('tasks', 'asked_by_hand', { type: BOOLEAN, allowNull: false, defaultValue: false });
}
