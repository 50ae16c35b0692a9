import type { Sequelize } from 'sequelize';
import { internalsOf } from '../database/internals.ts';
import { select } from '../database/select.ts';
import { Unavailable } from '../database/unavailable.ts';
import { freeBytes } from '../disk.ts';

/**
 * What files leave free on the disk of an sqlite database, in bytes. It writes to its log first, also to delete: were files to take the
 * last of the room, nothing could be written any more, and not even what was half stored could be deleted.
 */
const LEFT_FREE = 16 * 1024 * 1024;

/**
 * Throws `Unavailable`, as a full disk does, where a part of that many bytes would take what must stay free: the file neither has room
 * in itself, where something was deleted, nor may grow. A database that is elsewhere says so itself.
 */
export async function assertRoom(database: Sequelize, bytes: number): Promise<void> {
  if (database.getDialect() !== 'sqlite') return;
  const free = freeBytes(internalsOf(database).options.storage);
  if (free === undefined || free >= LEFT_FREE || (await roomWithin(database)) > 2 * bytes) return;
  throw Object.assign(new Unavailable('files leave room for all else'), { code: 'ENOSPC' });
}

async function roomWithin(database: Sequelize): Promise<number> {
  const sql = `SELECT freelist_count * page_size AS room FROM pragma_freelist_count, pragma_page_size`;
  const [row] = await select<{ room: number }>(database, sql, {});
  return row?.room ?? 0;
}
