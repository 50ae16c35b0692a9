import { fileURLToPath } from 'node:url';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { readPack } from '../domain/policies/schema.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { readFileAs, violationOf, yamlFilesIn } from './policy/files.ts';
import { readOverlays } from './policy/overlays.ts';

/** The packs that come with the desk. */
export const shippedPoliciesDir = fileURLToPath(new URL('../policies', import.meta.url));

/**
 * Every pack under these folders, in order of id and effective day, after the holiday overlays that they may name. A file
 * that cannot be read as a pack stops with its name and the place of the fault, and so do two files with the same id and version.
 */
export function readPacks(dirs: readonly string[]): PolicyPack[] {
  readOverlays(dirs);
  const packs = new Map<string, PolicyPack>();
  for (const file of dirs.flatMap((dir) => yamlFilesIn(dir).packs)) {
    const read = readFileAs(file, readPack);
    if ('faults' in read) throw violationOf(read.faults);
    const key = `${read.value.id}@${read.value.version}`;
    if (packs.has(key)) throw new RuleViolation('pack-twice', { file: file.name, pack: key });
    packs.set(key, read.value);
  }
  return [...packs.values()].sort(
    (a, b) => a.id.localeCompare(b.id) || a.effective.localeCompare(b.effective),
  );
}
