import type { QueryInterface } from 'sequelize';
import { BLOB, DATE, INTEGER, id, required, to, toPerhaps } from './columns.ts';

/**
 * What a file holds, sealed in parts under a key of its own, once for all that point to it. Who points to it keeps the key,
 * sealed under its own. Files from before stay where they are, in the rows that named them.
 */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('file_contents', { id, created_at: { type: DATE, ...required } });
  await schema.createTable('file_parts', {
    id,
    content_id: to('file_contents'),
    nth: { type: INTEGER, ...required },
    sealed: { type: BLOB, ...required },
  });
  await schema.addIndex('file_parts', ['content_id', 'nth'], { unique: true });
  for (const table of ['attachments', 'draft_files']) {
    await schema.addColumn(table, 'content_id', toPerhaps('file_contents'));
    await schema.sequelize.query(
      `CREATE INDEX ${table}_content_id ON ${table} (content_id) WHERE content_id IS NOT NULL`,
    );
  }
}
