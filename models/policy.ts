import { fileURLToPath } from 'node:url';
import { declareOverlays, type Overlay } from '../domain/calendar/overlay.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { violationOf, yamlFilesIn } from './policy/files.ts';
import { packsIn } from './policy/read.ts';
import { readOnce } from './policy/readOnce.ts';

/** The packs that are shipped with the desk. */
export const shippedPoliciesDir = fileURLToPath(new URL('../policies', import.meta.url));

/**
 * Reads every pack under these folders, in order of id and effective day, after the holiday overlays that they may
 * name. Throws at the first fault, with file, line and column.
 */
export function readPacks(dirs: readonly string[]): PolicyPack[] {
  const { packs, overlays } = readOnce(
    () => dirs.flatMap(pathsIn),
    () => readNow(dirs),
  );
  declareOverlays(overlays);
  return packs;
}

function pathsIn(dir: string): string[] {
  const { packs, calendars } = yamlFilesIn(dir);
  return [...calendars, ...packs].map(({ path }) => path);
}

function readNow(dirs: readonly string[]): { packs: PolicyPack[]; overlays: Overlay[] } {
  const { packs, overlays, faults } = packsIn(dirs);
  if (faults.length) throw violationOf(faults);
  return { packs, overlays };
}
