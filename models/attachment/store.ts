import { hash } from 'node:crypto';
import type { Sequelize } from 'sequelize';
import type { AttachmentPurpose } from '../../domain/lifecycle/vocabulary.ts';
import { Attachment } from '../attachment.ts';
import { type Key, keyedDigest, readyKey, seal, unseal, unsealJson } from '../crypto/keyring.ts';
import { insertAll } from '../database/insert.ts';
import { destroyUnheld } from '../fileContent/destroy.ts';
import type { KeptContent } from '../fileContent/keep.ts';
import { contentParts } from '../fileContent/read.ts';

/**
 * An incoming file. `mediaType` is detected from its bytes, not taken from the browser; `mandate` marks proof that somebody may act for
 * another. A file from a form is already stored and pointed to; a text of ours, or a file from a program, brings its bytes.
 */
export type IncomingFile = { name: string; mediaType: string; mandate?: true } & (
  | { content: Buffer }
  | { kept: KeptContent }
);

/** A file to be read in parts. */
export type OpenedFile = { name: string; mediaType: string; size: number; parts: AsyncIterable<Buffer> };

/** What a row stores sealed about its file; with `key` and `sha256` if it points to a content. */
type Sealed = { name: string; mediaType: string } & Partial<Pick<KeptContent, 'key' | 'sha256'>>;

/** A request that receives files, and its own key. */
type Holder = { key: Key; request: { id: number; organisationId: number } };
/** What the event log keeps of a file. */
type Stored = { id: number; digest: string };

/** Stores files with a request by one statement; bytes that are already stored are not moved. */
export const storeAttachments = async (
  key: Key,
  request: Holder['request'],
  purpose: AttachmentPurpose,
  files: IncomingFile[],
  now: Date,
): Promise<Stored[]> => (await storeForEach([{ key, request }], purpose, files, now))[0] as Stored[];

/** Stores the same files with several requests, each under its own key, by one statement. */
export async function storeForEach(
  holders: Holder[],
  purpose: AttachmentPurpose,
  files: IncomingFile[],
  now: Date,
): Promise<Stored[][]> {
  const openly = files.map(openlyOf);
  const rows = holders.flatMap(({ key, request: { id: requestId, organisationId } }) => {
    const ready = readyKey(key);
    return openly.map(({ data, content, contentId, size, sha256 }) => ({
      organisationId,
      requestId,
      purpose,
      data: seal(ready, data),
      content: content && seal(ready, content),
      contentId,
      size,
      digest: keyedDigest(ready, sha256),
      createdAt: now,
    }));
  });
  const ids = await insertAll(Attachment, rows);
  const stored = rows.map(({ digest }, nth) => ({ id: ids[nth] as number, digest }));
  return holders.map((_, nth) => stored.slice(nth * files.length, (nth + 1) * files.length));
}

/** The unsealed content of a row: the same for every request that gets the file. */
function openlyOf({ name, mediaType, ...file }: IncomingFile) {
  if ('content' in file) {
    const { content } = file;
    const data = JSON.stringify({ name, mediaType } satisfies Sealed);
    return { data, content, contentId: null, size: content.length, sha256: hash('sha256', content) };
  }
  const { id, size, ...secrets } = file.kept;
  const data = JSON.stringify({ name, mediaType, ...secrets } satisfies Sealed);
  return { data, content: null, contentId: id, size, sha256: secrets.sha256 };
}

/** The digest of a file for the log: the SHA-256 of its bytes, keyed with the request's own key. */
export const digestOfFile = (key: Key, file: IncomingFile): string =>
  keyedDigest(key, 'kept' in file ? file.kept.sha256 : hash('sha256', file.content));

/** The name and type of a file; undefined once it was destroyed. */
export function nameOfFile(key: Key, { data }: Pick<Attachment, 'data'>) {
  if (!data) return undefined;
  const { name, mediaType } = unsealJson<Sealed>(key, data);
  return { name, mediaType };
}

/** Opens a file, to be read from an offset on; undefined once it was destroyed. */
export function openAttachment(
  database: Sequelize,
  key: Key,
  row: Pick<Attachment, 'data' | 'content' | 'contentId' | 'size'>,
  offset = 0,
): OpenedFile | undefined {
  if (!row.data) return undefined;
  const { name, mediaType, key: ofContent = '' } = unsealJson<Sealed>(key, row.data);
  const { size, content, contentId } = row;
  if (contentId !== null) {
    const parts = contentParts(database, { id: contentId, key: ofContent, size }, offset);
    return { name, mediaType, size, parts };
  }
  return content ? { name, mediaType, size, parts: asOne(unseal(key, content).subarray(offset)) } : undefined;
}

/** Opens a file that has come and belongs to nothing yet. */
export function openIncoming(database: Sequelize, file: IncomingFile): OpenedFile {
  const { name, mediaType } = file;
  if ('content' in file) return { name, mediaType, size: file.content.length, parts: asOne(file.content) };
  return { name, mediaType, size: file.kept.size, parts: contentParts(database, file.kept) };
}

/** A stored file once more, to be kept for another purpose; undefined once it was destroyed. */
export function fileAgain(
  key: Key,
  row: Pick<Attachment, 'data' | 'content' | 'contentId' | 'size'>,
): IncomingFile | undefined {
  if (!row.data) return undefined;
  const { name, mediaType, key: ofContent = '', sha256 = '' } = unsealJson<Sealed>(key, row.data);
  const { size, content, contentId: id } = row;
  if (id !== null) return { name, mediaType, kept: { id, key: ofContent, size, sha256 } };
  return content ? { name, mediaType, content: unseal(key, content) } : undefined;
}

/** The text stored in the row itself. */
export const attachmentText = (key: Key, { content }: Pick<Attachment, 'content'>): string =>
  content ? unseal(key, content).toString() : '';

async function* asOne(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

/**
 * Destroys a file's bytes, name and key; its size and keyed digest stay as evidence. Another request with the same file
 * keeps its own key to it.
 */
export async function destroyAttachment(row: Attachment, now: Date): Promise<void> {
  const { contentId } = row;
  await row.update({ data: null, content: null, contentId: null, destroyedAt: now });
  await destroyUnheld(row.sequelize, [contentId]);
}
