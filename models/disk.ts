import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The bytes that the desk's user may still write to the disk of a path, which need not exist yet; undefined if unknown. */
export function freeBytes(path: string): number | undefined {
  try {
    const { bavail, blocks, bsize } = statfsSync(thereOf(path));
    return blocks === 0 ? undefined : bavail * bsize; // such as /proc, which is no disk
  } catch {
    return undefined; // a disk that does not answer has no figure
  }
}

/** Whether two paths are on the same disk, as far as the system reports it. */
export const isSameDisk = (one: string, other: string): boolean =>
  statSync(thereOf(one)).dev === statSync(thereOf(other)).dev;

/** The path, or its nearest existing parent. */
export const thereOf = (path: string): string => (existsSync(path) ? path : thereOf(dirname(path)));
