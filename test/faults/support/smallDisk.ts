import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/process.ts';

/** A disk of a few MiB, in memory. `fill` takes what room there is but so many KiB, `free` gives it back. */
export type SmallDisk = { folder: string; fill(left?: number): void; free(): void; remove(): void };

/** Mounts one; nothing where this process may not (it needs the rights of root). */
export function smallDisk(mebibytes: number): SmallDisk | undefined {
  const { folder, remove } = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0755`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
  } catch {
    remove();
    return undefined;
  }
  const unmount = () => execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  process.once('exit', unmount);
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: (left = 0) => {
      fillUp(filler);
      truncateSync(filler, Math.max(0, statSync(filler).size - left * 1024));
    },
    free: () => rmSync(filler, { force: true }),
    remove: () => {
      process.off('exit', unmount);
      unmount();
      remove();
    },
  };
}

function fillUp(file: string): void {
  const descriptor = openSync(file, 'a');
  try {
    for (const size of [65_536, 4096]) writeAll(descriptor, Buffer.alloc(size));
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, chunk: Buffer): void {
  try {
    while (writeSync(descriptor, chunk) === chunk.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
