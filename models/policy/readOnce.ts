import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** The code that reads packs, and npm's list of installed packages: without that list, nothing is cached. */
const ROOMS = ['domain', 'models/policy'];
const FILES = ['models/policy.ts', 'node_modules/.package-lock.json'];
const KEPT = 'packs.json';

/**
 * Caches the result of `read` for these files beside Node's compile cache. A start reads the files again only if a byte
 * changed in them, in the code that reads them or in the list of packages. A missing or damaged cache is ignored; if the
 * folder is not writable, only time is lost.
 */
export function readOnce<T>(paths: () => string[], read: () => T, folder = getCompileCacheDir()): T {
  const source = folder && sourceOf(paths);
  if (!source) return read();
  const place = join(folder, KEPT);
  const kept = keptAt(place, source);
  if (kept) return JSON.parse(kept);
  const value = read();
  if (sourceOf(paths) === source) keep(place, source, JSON.stringify(value)); // nothing was changed meanwhile
  return value;
}

function sourceOf(paths: () => string[]): string | undefined {
  try {
    const readers = [...ROOMS.flatMap(filesOf), ...FILES].map((name) => join(root, name));
    const texts = [...paths(), ...readers].map((path) => [path, readFileSync(path, 'utf8')]);
    return digestOf(JSON.stringify([process.versions, texts]));
  } catch {
    return undefined; // what cannot be read is for `read` to name
  }
}

function filesOf(room: string): string[] {
  const names = readdirSync(join(root, room), { encoding: 'utf8', recursive: true });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(room, name));
}

function keptAt(place: string, source: string): string | undefined {
  try {
    const [seal, text] = readFileSync(place, 'utf8').split('\n', 2);
    return text && seal === digestOf(source + text) ? text : undefined;
  } catch {
    return undefined; // no start has kept anything yet
  }
}

function keep(place: string, source: string, text: string): void {
  try {
    writeFileSync(place, `${digestOf(source + text)}\n${text}`);
  } catch {
    // the folder is not writable: the next start reads again
  }
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
