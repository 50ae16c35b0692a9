import { createSecretKey } from 'node:crypto';
import type { Sequelize } from 'sequelize';
import { unsealPart } from '../crypto/keyring.ts';
import { select } from '../database/select.ts';
import type { KeptContent } from './keep.ts';

/** The bytes of a content, part by part. Throws if a part is missing, altered or out of place. */
export async function* contentParts(
  database: Sequelize,
  { id, key: bytes, size }: Pick<KeptContent, 'id' | 'key' | 'size'>,
): AsyncGenerator<Buffer> {
  const key = createSecretKey(Buffer.from(bytes, 'base64'));
  let left = size;
  for (let nth = 0; left > 0; nth += 1) {
    const [row] = await select<{ sealed: Buffer }>(
      database,
      'SELECT sealed FROM file_parts WHERE content_id = :id AND nth = :nth',
      { id, nth },
    );
    if (!row) throw new Error(`part ${nth} of file content ${id} is missing`);
    const part = unsealPart(key, nth, row.sealed);
    left -= part.length;
    yield part;
  }
}
