import type { QueryInterface } from 'sequelize';
import { DATE, id, required, STRING, TEXT } from './columns.ts';

/** The packs this desk has worked with, so that a change under the same version shows, and a version in use outlives its file. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('policies', {
    id,
    pack: { type: STRING(120), ...required },
    version: { type: STRING(60), ...required },
    digest: { type: STRING(64), ...required },
    content: { type: TEXT, ...required },
    recorded_at: { type: DATE, ...required },
  });
  await schema.addIndex('policies', ['pack', 'version'], { unique: true });
}
