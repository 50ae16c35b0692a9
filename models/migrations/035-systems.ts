import type { QueryInterface } from 'sequelize';
import { DATE, INTEGER, id, required, STRING, TEXT, to } from './columns.ts';

/** The register of systems of each organisation; and of a change of settings, the row that it is about. */
export async function up(schema: QueryInterface): Promise<void> {
  const text = { type: TEXT, ...required };
  const day = { type: STRING(10), allowNull: true };
  await schema.createTable('systems', {
    id,
    organisation_id: to('organisations'),
    name: { type: STRING(120), ...required },
    name_key: { type: STRING(250), ...required },
    kind: { type: STRING(20), ...required },
    purpose: text,
    categories: text,
    identifiers: text,
    source: text,
    retention: text,
    place: { type: STRING(200), ...required },
    safeguard: text,
    owner_name: { type: STRING(200), ...required },
    owner_email: { type: STRING(320), ...required },
    owner_language: { type: STRING(5), ...required },
    deputy_email: { type: STRING(320), ...required },
    absent_until: day,
    instructions: text,
    lead_days: { type: INTEGER, ...required },
    backup_days: { type: INTEGER, allowNull: true },
    after_systems: text,
    active_from: day,
    active_until: day,
    version: { type: INTEGER, ...required, defaultValue: 1 },
    created_at: { type: DATE, ...required },
  });
  await schema.addIndex('systems', ['organisation_id', 'name_key'], { unique: true });
  await schema.addColumn('settings_changes', 'subject_id', { type: INTEGER, allowNull: true });
  await schema.addIndex('settings_changes', ['organisation_id', 'kind', 'subject_id', 'id']);
}
