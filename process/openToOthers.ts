import { statSync } from 'node:fs';

/** A file or folder of the desk that is not its user's alone: which, its mode as chmod writes it, and what is wrong. */
export type OpenToOthers = { path: string; mode: string; why: 'readable' | 'writable' | 'owned' };

/** Where users are no numbers, as on Windows, modes say nothing. */
const me = process.getuid?.();

/** What others may do to a file that holds what only the desk's user should read; nothing where it is private, or not there. */
export function fileOpenToOthers(path: string): OpenToOthers | undefined {
  const found = statOf(path);
  if (!found) return undefined;
  const { mode, uid } = found;
  const group = uid === 0 && me !== 0 ? 0o030 : 0o070; // root hands a file to a group, as PostgreSQL lets it
  if (mode & (group | 0o007)) return { path, mode: written(mode), why: 'readable' };
  return uid !== me && uid !== 0 ? { path, mode: written(mode), why: 'owned' } : undefined;
}

/** The same of a folder. Where anybody may write, they may also put another key or database in its place. */
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
