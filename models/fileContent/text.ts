import type { Desk } from '../desk.ts';
import { destroyUnheld } from './destroy.ts';
import type { KeptContent } from './keep.ts';
import { contentBytes } from './read.ts';

/**
 * The text of an uploaded file that nothing keeps: read, then destroyed. UTF-8; UTF-16 where it begins with the mark of that; or else
 * the encoding in which older spreadsheets write (Windows-1252). Undefined where it is longer than `most` bytes.
 */
export async function takeText(
  { database }: Desk,
  content: KeptContent,
  most: number,
): Promise<string | undefined> {
  try {
    if (content.size > most) return undefined;
    return decoded(await contentBytes(database, content));
  } finally {
    await destroyUnheld(database, [content.id]);
  }
}

/** The text of bytes, as `takeText` reads it. */
export function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes); // every byte has a letter there
  }
}
