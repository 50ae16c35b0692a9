import type { AttachmentPurpose } from '../../domain/lifecycle/vocabulary.ts';
import { Attachment } from '../attachment.ts';
import { type Key, keyedDigest, seal, sealJson, unseal, unsealJson } from '../keyring.ts';
import { insert } from '../write.ts';

/** A file as it comes in: `mediaType` is what its bytes say it is, not what the browser claims. */
export type IncomingFile = { name: string; mediaType: string; content: Buffer };

/** Seals a file under its request's key. Gives the row's id and the digest that the event log keeps. */
export async function storeAttachment(
  key: Buffer,
  request: { id: number; organisationId: number },
  purpose: AttachmentPurpose,
  file: IncomingFile,
  now: Date,
): Promise<{ id: number; digest: string }> {
  const digest = keyedDigest(key, file.content);
  const row = {
    organisationId: request.organisationId,
    requestId: request.id,
    purpose,
    data: sealJson(key, { name: file.name, mediaType: file.mediaType }),
    content: seal(key, file.content),
    size: file.content.length,
    digest,
    createdAt: now,
  };
  return { id: await insert(Attachment, [row]), digest };
}

/** The file again, or nothing when it was destroyed. */
export function openAttachment(
  key: Key,
  row: Pick<Attachment, 'data' | 'content'>,
): IncomingFile | undefined {
  if (!row.data || !row.content) return undefined;
  return {
    ...unsealJson<{ name: string; mediaType: string }>(key, row.data),
    content: unseal(key, row.content),
  };
}

/** Destroys a file's bytes and name; that it was there, its size and its keyed digest stay as the receipt. */
export async function destroyAttachment(row: Attachment, now: Date): Promise<void> {
  await row.update({ data: null, content: null, destroyedAt: now });
}
