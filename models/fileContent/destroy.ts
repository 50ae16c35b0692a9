import type { Sequelize } from 'sequelize';
import { alter } from '../database/insert.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';

/** Hours after which no form can still be uploading into a content. */
const HOURS_TO_ARRIVE = 1;

const POINTED_TO = `EXISTS (SELECT 1 FROM attachments WHERE content_id = c.id)
  OR EXISTS (SELECT 1 FROM draft_files WHERE content_id = c.id)
  OR EXISTS (SELECT 1 FROM register_imports WHERE content_id = c.id)`;

/**
 * Destroys those of these contents that nothing points to any more. Outside a transaction, each part is deleted in its own:
 * deleted bytes are also overwritten, and nobody should wait for 25 MiB of that.
 */
export async function destroyUnheld(database: Sequelize, ids: Iterable<number | null>): Promise<void> {
  for (const id of new Set(ids)) if (id !== null) await destroyOne(database, id);
}

async function destroyOne(database: Sequelize, id: number): Promise<void> {
  const sql = `SELECT 1 FROM file_contents c WHERE c.id = :id AND (${POINTED_TO})`;
  if ((await select(database, sql, { id })).length > 0) return;
  const parts = await select<{ id: number }>(database, 'SELECT id FROM file_parts WHERE content_id = :id', {
    id,
  });
  for (const part of parts) await alter(database, 'DELETE FROM file_parts WHERE id = $1', [part.id]);
  await alter(database, 'DELETE FROM file_contents WHERE id = $1', [id]);
}

/** Destroys uploads whose form was never accepted, for example because the process ended in the middle. */
export async function destroyLost({ database }: Desk, now: Date): Promise<void> {
  const before = new Date(now.getTime() - HOURS_TO_ARRIVE * 3_600_000);
  const sql = `SELECT c.id FROM file_contents c WHERE c.created_at < :before AND NOT (${POINTED_TO})`;
  const lost = await select<{ id: number }>(database, sql, { before });
  await destroyUnheld(
    database,
    lost.map(({ id }) => id),
  );
}
