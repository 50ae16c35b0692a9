import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a new file for its owner alone; its bytes are on the disk when this returns. Its name is, once the folder is. A file
 * that is there stays as it is, and half a file is taken away again.
 */
export function writeToDisk(path: string, content: string | Buffer): void {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(path, { force: true });
    throw error;
  }
}

/** Some filesystems have no way to bring a folder to the disk; PostgreSQL goes on at the same answers. */
const NO_WAY = ['EACCES', 'EBADF', 'EINVAL', 'EISDIR'];

/** Brings the names in a folder to the disk: without that a power cut can take a file whose bytes are there. */
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
