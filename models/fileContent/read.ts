import { createSecretKey } from 'node:crypto';
import type { Sequelize } from 'sequelize';
import { SEAL_BYTES, unsealPart } from '../crypto/keyring.ts';
import { select } from '../database/select.ts';
import type { KeptContent } from './keep.ts';

/**
 * The bytes of a content, part by part, from an offset on; the parts before it are not read. Throws if a part is missing, altered or
 * out of place.
 */
export async function* contentParts(
  database: Sequelize,
  { id, key: bytes, size }: Pick<KeptContent, 'id' | 'key' | 'size'>,
  offset = 0,
): AsyncGenerator<Buffer> {
  const key = createSecretKey(Buffer.from(bytes, 'base64'));
  const from = await partAt(database, id, offset);
  let left = size - from.offset;
  for (let nth = from.nth; left > 0; nth += 1) {
    const [row] = await select<{ sealed: Buffer }>(
      database,
      'SELECT sealed FROM file_parts WHERE content_id = :id AND nth = :nth',
      { id, nth },
    );
    if (!row) throw new Error(`part ${nth} of file content ${id} is missing`);
    const part = unsealPart(key, nth, row.sealed);
    left -= part.length;
    yield nth === from.nth ? part.subarray(offset - from.offset) : part;
  }
}

/** All bytes of a content that is small enough to be held at once. */
export async function contentBytes(
  database: Sequelize,
  content: Pick<KeptContent, 'id' | 'key' | 'size'>,
): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(contentParts(database, content)));
}

/** The part in which an offset is, and its own first byte. */
async function partAt(
  database: Sequelize,
  id: number,
  offset: number,
): Promise<{ nth: number; offset: number }> {
  if (offset === 0) return { nth: 0, offset: 0 };
  const sql = 'SELECT LENGTH(sealed) AS bytes FROM file_parts WHERE content_id = :id ORDER BY nth';
  const parts = await select<{ bytes: number }>(database, sql, { id });
  let [nth, began] = [0, 0];
  for (const { bytes } of parts) {
    if (began + bytes - SEAL_BYTES > offset) break;
    began += bytes - SEAL_BYTES;
    nth += 1;
  }
  return { nth, offset: began };
}
