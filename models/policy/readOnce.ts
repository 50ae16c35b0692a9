import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** The code that reads packs, and npm's list of what is installed: where that is missing nothing is kept. */
const ROOMS = ['domain', 'models/policy'];
const FILES = ['models/policy.ts', 'node_modules/.package-lock.json'];
const KEPT = 'packs.json';

/**
 * What `read` makes of these files, kept beside the code that Node keeps compiled, so that a start which finds every byte of
 * the files, of the code that reads them and of the list of packages as it was does not read them again. What is missing,
 * torn or altered there is passed over; a folder that takes nothing costs the time of reading, no more.
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
    // a folder that takes nothing: the next start reads again
  }
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
