import type { QueryInterface } from 'sequelize';
import { BLOB, INTEGER, id, required, STRING, TEXT, to } from './columns.ts';

/** The head and the signature of an organisation's letters, and every logo that letters were set with. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('letterheads', {
    id,
    organisation_id: { ...to('organisations'), unique: true },
    name: { type: STRING(100), ...required },
    signature: { type: TEXT, ...required },
    window_at: { type: STRING(5), ...required },
    logo: { type: STRING(64), allowNull: true },
    version: { type: INTEGER, ...required, defaultValue: 1 },
  });
  await schema.createTable('letter_logos', {
    id,
    organisation_id: to('organisations'),
    digest: { type: STRING(64), ...required },
    bytes: { type: BLOB, ...required },
  });
  await schema.addIndex('letter_logos', ['organisation_id', 'digest'], { unique: true });
}
