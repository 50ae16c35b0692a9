import type { QueryInterface } from 'sequelize';
import { BOOLEAN, STRING, TEXT } from './columns.ts';

/**
 * A promise stays under the pack that made it, also when its request is counted by another policy: the key of a deadline
 * has its pack. Only an index is exchanged, no table is copied. What was noted before names no pack, which means any.
 */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addIndex('deadlines', ['request_id', 'clock', 'pack'], { unique: true });
  await schema.removeIndex('deadlines', 'deadlines_request_id_clock');
  await schema.addColumn('deadlines', 'former', { type: BOOLEAN, allowNull: false, defaultValue: false });
  await schema.addColumn('subject_requests', 'kept_promises', {
    type: TEXT,
    allowNull: false,
    defaultValue: '[]',
  });
  await schema.addColumn('subject_requests', 'next_pack', { type: STRING(80), allowNull: true });
  await schema.addColumn('facts', 'pack', { type: STRING(80), allowNull: true });
}
