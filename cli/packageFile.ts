import { createHash } from 'node:crypto';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { FoundFile } from '../domain/package/check.ts';
import { PLACES } from '../domain/package/manifest.ts';

/** The files of a zip with their sums, and the text of those that tell of the others. */
export type ReadPackage = { files: FoundFile[]; manifest?: string; sums?: string };

/** The largest manifest that is read: a hundred thousand files have one of 40 MB. */
const MOST_TEXT = 64 * 1024 ** 2;
const UNIX_TYPE = 0xf000;
const UNIX_LINK = 0xa000;

/** Reads a zip part by part; undefined if it is none. No file of it is written anywhere. */
export async function readPackage(path: string): Promise<ReadPackage | undefined> {
  const read: ReadPackage = { files: [] };
  try {
    const zip = await openPromise(path, { lazyEntries: true, decodeStrings: false, autoClose: false });
    try {
      for await (const entry of zip.eachEntry()) await readEntry(zip, entry, read);
    } finally {
      zip.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code) throw error; // the file itself is not there, or may not be read
    return undefined;
  }
  return read;
}

async function readEntry(zip: ZipFile, entry: Entry, read: ReadPackage): Promise<void> {
  const path = (entry.fileName as unknown as Buffer).toString('utf8'); // as bytes, so that a path that is not safe is told, not thrown
  const file: FoundFile = { path, size: 0 };
  read.files.push(file);
  if (isLink(entry)) return;
  const text = path === PLACES.manifest || path === PLACES.sums ? ([] as Buffer[]) : undefined;
  const digest = createHash('sha256');
  try {
    for await (const part of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      file.size += part.length;
      digest.update(part);
      if (file.size <= MOST_TEXT) text?.push(part);
    }
  } catch {
    return; // encrypted, cut, or another size than it says: told as unreadable
  }
  file.sha256 = digest.digest('hex');
  const words = text && file.size <= MOST_TEXT ? Buffer.concat(text).toString('utf8') : undefined;
  if (path === PLACES.manifest) read.manifest ??= words;
  if (path === PLACES.sums) read.sums ??= words;
}

/** A link of Unix: unpacked, it would lead out of the folder. */
const isLink = ({ externalFileAttributes }: Entry): boolean =>
  ((externalFileAttributes >>> 16) & UNIX_TYPE) === UNIX_LINK;
