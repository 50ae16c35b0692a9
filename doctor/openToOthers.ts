import { statSync } from 'node:fs';

/** A file or folder that is not private to the desk's user: its path, its mode as for chmod, and the fault. */
export type OpenToOthers = { path: string; mode: string; why: 'readable' | 'writable' | 'owned' };

/** Where users have no numbers, as on Windows, modes mean nothing. */
const me = process.getuid?.();

/** What other users may do to a private file; undefined if it is private or does not exist. */
export function fileOpenToOthers(path: string): OpenToOthers | undefined {
  const found = statOf(path);
  if (!found) return undefined;
  const { mode, uid } = found;
  const group = uid === 0 && me !== 0 ? 0o030 : 0o070; // root hands a file to a group, as PostgreSQL lets it
  if (mode & (group | 0o007)) return { path, mode: written(mode), why: 'readable' };
  return uid !== me && uid !== 0 ? { path, mode: written(mode), why: 'owned' } : undefined;
}

/** The same for a folder. A user who can write to it can replace the key or the database. */
export function folderOpenToOthers(path: string): OpenToOthers | undefined {
  const found = statOf(path);
  if (!found) return undefined;
  const { mode } = found;
  const isSticky = (mode & 0o1000) !== 0; // in such a folder nobody replaces what is another's
  if (mode & 0o002 && !isSticky) return { path, mode: written(mode), why: 'writable' };
  return mode & 0o077 ? { path, mode: written(mode), why: 'readable' } : undefined;
}

function statOf(path: string): { mode: number; uid: number } | undefined {
  return me === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
}

const written = (mode: number): string => `0${(mode & 0o777).toString(8).padStart(3, '0')}`;
