import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { readPack } from '../domain/policies/schema.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';

/** The packs that come with the desk. */
export const shippedPoliciesDir = fileURLToPath(new URL('../policies', import.meta.url));

/** Calendars are files of their own kind (overlays), not packs. */
const NOT_PACKS = 'calendars';

/**
 * Every pack under these folders, in order of id and effective day. A file that cannot be read as a pack stops
 * with its name and the place of the fault, and so do two files with the same id and version.
 */
export function readPacks(dirs: readonly string[]): PolicyPack[] {
  const packs = new Map<string, PolicyPack>();
  for (const dir of dirs) {
    for (const file of packFilesIn(dir)) {
      const pack = readPackFile(file, relative(dir, file));
      const key = `${pack.id}@${pack.version}`;
      if (packs.has(key)) throw new RuleViolation('pack-twice', { file: relative(dir, file), pack: key });
      packs.set(key, pack);
    }
  }
  return [...packs.values()].sort(
    (a, b) => a.id.localeCompare(b.id) || a.effective.localeCompare(b.effective),
  );
}

function packFilesIn(dir: string): string[] {
  return readdirSync(dir)
    .sort()
    .filter((name) => name !== NOT_PACKS)
    .map((name) => join(dir, name))
    .flatMap((path) =>
      statSync(path).isDirectory() ? packFilesIn(path) : path.endsWith('.yaml') ? [path] : [],
    );
}

function readPackFile(path: string, file: string): PolicyPack {
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new RuleViolation('pack-unreadable', {
      file,
      message: String((error as Error).message).split('\n')[0],
    });
  }
  const read = readPack(content);
  if ('pack' in read) return read.pack;
  const [first] = read.faults;
  throw new RuleViolation('pack-invalid', {
    file,
    path: first?.path.join('.') ?? '',
    message: first?.message ?? '',
    faults: read.faults.length,
  });
}
