import { type QueryInterface, QueryTypes } from 'sequelize';
import { INTEGER, id, required, STRING, TEXT, to } from './columns.ts';

type OrganisationRow = { id: number; policy: string };
type Pack = { pack: string; version: string; content: string };

/**
 * Several policies for an organisation, and which requests each applies to; what was its one policy applies to all of them. The
 * former column stays for the release before, which may go on working meanwhile.
 */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('organisation_policies', {
    id,
    organisation_id: to('organisations'),
    policy: { type: STRING(120), ...required },
    role: { type: STRING(20), ...required },
    applies_to: { type: TEXT, ...required },
    order: { type: INTEGER, ...required },
  });
  await schema.addIndex('organisation_policies', ['organisation_id', 'order']);
  const read = <Row extends object>(sql: string) =>
    schema.sequelize.query<Row>(sql, { type: QueryTypes.SELECT });
  const packs = await read<Pack>('SELECT pack, version, content FROM policies');
  const rows = (await read<OrganisationRow>('SELECT id, policy FROM organisations')).map(
    ({ id, policy }) => ({
      organisation_id: id,
      policy,
      role: roleOf(policy, packs),
      applies_to: '{}',
      order: 1,
    }),
  );
  if (rows.length > 0) await schema.bulkInsert('organisation_policies', rows);

  await schema.addColumn('organisations', 'categories', { type: TEXT, ...required, defaultValue: '[]' });
  await schema.addColumn('subject_requests', 'residence', { type: STRING(2), allowNull: true });
  await schema.addColumn('subject_requests', 'category', { type: STRING(60), allowNull: true });
  await schema.addColumn('subject_requests', 'customer', { type: STRING(200), allowNull: true });
  await schema.addColumn('subject_requests', 'chosen_policy', { type: STRING(120), allowNull: true });
  await schema.addColumn('subject_requests', 'decided_by', { type: TEXT, ...required, defaultValue: '{}' });
}

/** The role that the pack of a policy is written for, as the desk keeps its packs. */
function roleOf(policy: string, packs: Pack[]): string {
  const [name, version] = policy.split('@', 2);
  const found = packs.find(
    (each) => each.pack === name && (version === undefined || each.version === version),
  );
  return found ? JSON.parse(found.content).role : 'controller';
}
