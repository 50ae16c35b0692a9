import type { QueryInterface } from 'sequelize';
import { INTEGER } from './columns.ts';

/**
 * The edition of the desk's rules by which a request is counted. Those that are there were counted by the first, and move to the
 * present one only when somebody has seen what it does to their dates. A version of a pack is kept once for each edition.
 */
export async function up(schema: QueryInterface): Promise<void> {
  const first = { type: INTEGER, allowNull: false, defaultValue: 1 };
  await schema.addColumn('subject_requests', 'edition', first);
  await schema.addIndex('subject_requests', ['organisation_id'], {
    name: 'subject_requests_former_edition',
    where: schema.sequelize.literal("edition < 2 AND status <> 'closed'"),
  });
  await schema.addColumn('policies', 'edition', first);
  await schema.addIndex('policies', ['pack', 'version', 'edition'], { unique: true });
  await schema.removeIndex('policies', 'policies_pack_version');
}
