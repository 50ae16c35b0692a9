import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** How many bytes the desk's user may still write to the disk of a path, which need not be there yet; nothing where that cannot be told. */
export function freeBytes(path: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(thereOf(path));
    return bavail * bsize;
  } catch {
    return undefined; // a disk that does not answer has no figure
  }
}

/** Whether two paths lie on one disk, as far as the system tells. */
export const isSameDisk = (one: string, other: string): boolean =>
  statSync(thereOf(one)).dev === statSync(thereOf(other)).dev;

/** The path, or the nearest folder above it that is there. */
const thereOf = (path: string): string => (existsSync(path) ? path : thereOf(dirname(path)));
