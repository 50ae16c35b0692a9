import { constants, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mayWrite } from '../database/readOnly.ts';
import { MANIFEST_FILE } from './manifest.ts';

/** Why no series of backups can be kept in a folder. Only its last part is made by a backup: a disk that is not mounted is missed. */
const PLACE_FAULTS = ['isBackup', 'isFile', 'noParent', 'closed'] as const;
export type PlaceFault = (typeof PLACE_FAULTS)[number];

/** What a backup below this folder would fail on; undefined if nothing. Only looks. */
export function placeFault(folder: string): PlaceFault | undefined {
  const there = existsSync(folder) ? folder : dirname(folder);
  if (!existsSync(there)) return 'noParent';
  if (!statSync(there).isDirectory()) return 'isFile';
  if (existsSync(join(folder, MANIFEST_FILE))) return 'isBackup';
  return mayWrite(there, constants.W_OK | constants.X_OK) ? undefined : 'closed';
}
