import type { QueryInterface } from 'sequelize';
import { BLOB, BOOLEAN, DATE, INTEGER, id, required, STRING, TEXT, to } from './columns.ts';

/** Registers that were taken in, and of each request that came so, from which line of which; its number there. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('register_imports', {
    id,
    organisation_id: to('organisations'),
    actor: { type: STRING(40), ...required },
    file_name: { type: STRING(255), ...required },
    state: { type: STRING(20), ...required },
    mapping: { type: TEXT, ...required },
    only_good: { type: BOOLEAN, ...required },
    read: { type: INTEGER, ...required },
    made: { type: INTEGER, ...required },
    faulty: { type: INTEGER, ...required },
    found: { type: BLOB, allowNull: true },
    source: { type: BLOB, allowNull: true },
    content_id: { type: INTEGER, allowNull: true },
    begun_at: { type: DATE, ...required },
    touched_at: { type: DATE, ...required },
    ended_at: { type: DATE, allowNull: true },
    withdrawn_at: { type: DATE, allowNull: true },
    withdrawn_by: { type: STRING(40), allowNull: true },
    withdrawn_for: { type: BLOB, allowNull: true },
  });
  await schema.addIndex('register_imports', ['organisation_id', 'id']);
  await schema.addIndex('register_imports', ['content_id']);
  await schema.addColumn('subject_requests', 'import_id', { type: INTEGER, allowNull: true });
  await schema.addColumn('subject_requests', 'import_line', { type: INTEGER, allowNull: true });
  await schema.addColumn('subject_requests', 'import_number', { type: STRING(100), allowNull: true });
  for (const index of INDEXES) await schema.sequelize.query(index);
}

/** Only requests that were imported are in them. */
const INDEXES = [
  'CREATE INDEX subject_requests_import ON subject_requests (import_id, id) WHERE import_id IS NOT NULL',
  `CREATE INDEX subject_requests_import_number ON subject_requests (organisation_id, import_number)
     WHERE import_number IS NOT NULL`,
];
