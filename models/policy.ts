import { fileURLToPath } from 'node:url';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { violationOf } from './policy/files.ts';
import { packsIn } from './policy/read.ts';

/** The packs that come with the desk. */
export const shippedPoliciesDir = fileURLToPath(new URL('../policies', import.meta.url));

/**
 * Every pack under these folders, in order of id and effective day, after the holiday overlays that they may name. The
 * first fault, in a file or between two, stops with the file, the line and the column.
 */
export function readPacks(dirs: readonly string[]): PolicyPack[] {
  const { packs, faults } = packsIn(dirs);
  if (faults.length) throw violationOf(faults);
  return packs;
}
