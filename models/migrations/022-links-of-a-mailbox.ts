import type { QueryInterface } from 'sequelize';
import { INTEGER } from './columns.ts';

/** How often the person's address was corrected: what was sent to the former mailbox opens nothing any more. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('submissions', 'mailbox_changes', {
    type: INTEGER,
    allowNull: false,
    defaultValue: 0,
  });
}
