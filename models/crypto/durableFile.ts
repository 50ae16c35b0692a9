import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a new file, readable by its owner only; its bytes are on the disk when this returns. Its name is there only after
 * `folderToDisk`. An existing file is not touched, and an incomplete one is removed.
 */
export function writeToDisk(path: string, content: string | Buffer): void {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(path, { force: true });
    throw error;
  }
}

/** Some file systems cannot sync a folder; PostgreSQL ignores the same error codes. */
const NO_WAY = ['EACCES', 'EBADF', 'EINVAL', 'EISDIR'];

/** Syncs a folder's entries to the disk: otherwise a power cut can lose a file whose bytes are already there. */
export function folderToDisk(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!NO_WAY.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
