import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folderToDisk, writeToDisk } from './durableFile.ts';

export const KEY_FILE = 'secret.key';
const KEY_BYTES = 32;

/** The desk's secret key, read from `secret.key` in its folder; undefined if there is none. */
export function readSecretKey(dataDir: string): Buffer | undefined {
  const path = join(dataDir, KEY_FILE);
  const key = readIfThere(path);
  if (key && key.length !== KEY_BYTES) throw new Error(`${path} does not hold ${KEY_BYTES} bytes in base64`);
  return key;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return Buffer.from(readFileSync(path, 'utf8'), 'base64');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Creates the key at the first start, readable by its owner only. It is written under another name and then linked, so
 * that two processes that start at once share one complete key. It is on the disk before anything is encrypted with it.
 */
export function makeSecretKey(dataDir: string): void {
  const path = join(dataDir, KEY_FILE);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeToDisk(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  folderToDisk(dataDir);
}
