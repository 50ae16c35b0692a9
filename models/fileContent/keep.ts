import { createHash, createSecretKey, randomBytes } from 'node:crypto';
import { SEAL_BYTES, sealPart } from '../crypto/keyring.ts';
import { insert } from '../database/insert.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { FileContent, FilePart } from '../fileContent.ts';
import { assertRoom } from './room.ts';

/**
 * What a row that points to a file's content must store sealed under its own key: the content's key and the SHA-256 of its
 * bytes. Destroying each copy of the key destroys the content.
 */
export type KeptContent = { id: number; key: string; size: number; sha256: string };

/** The size of the parts in which a file is sealed and written: a few times this much is in memory at once. */
export const PART = 1024 * 1024;

/** Stores a file part by part, each in its own short transaction. Throws `Unavailable` where the disk has no room for it. */
export type ContentWriter = {
  /** The content's id, once a part is stored. */
  id(): number | undefined;
  /** The caller may reuse the part's memory afterwards. */
  add(part: Buffer): Promise<void>;
  end(): Promise<KeptContent>;
};

export function contentWriter(desk: Desk): ContentWriter {
  const bytes = randomBytes(32);
  const key = createSecretKey(bytes);
  const digest = createHash('sha256');
  let [size, nth] = [0, 0];
  let id: number | undefined;
  let room = Buffer.alloc(0);
  const begun = async () => {
    id ??= await insert(FileContent, [{ createdAt: desk.clock() }]);
    return id;
  };
  return {
    id: () => id,
    add: async (part) => {
      await assertRoom(desk.database, part.length);
      digest.update(part);
      if (room.length < SEAL_BYTES + part.length) room = Buffer.allocUnsafeSlow(SEAL_BYTES + part.length);
      const sealed = sealPart(key, nth, part, room);
      await inTransaction(desk.database, async () =>
        insert(FilePart, [{ contentId: await begun(), nth, sealed }]),
      );
      size += part.length;
      nth += 1;
    },
    end: async () => ({
      id: await begun(),
      key: bytes.toString('base64'),
      size,
      sha256: digest.digest('hex'),
    }),
  };
}
