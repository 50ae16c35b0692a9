import { constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Settings } from '../config.ts';
import { KEY_FILE } from '../models/crypto/keyFile.ts';
import { canOnlyRead, mayWrite } from '../models/database/readOnly.ts';
import { thereOf } from '../models/disk.ts';

export type ClosedFolder = { setting: string; path: string; why: 'isFile' | 'closed' };

/** The folders that a start could neither write nor make, for which it would stop. Only looks. */
export const folderFaults = (settings: Settings): ClosedFolder[] =>
  foldersToWrite(settings).flatMap(({ setting, folder: path }): ClosedFolder[] => {
    const there = thereOf(path);
    if (!statSync(there).isDirectory()) return [{ setting, path: there, why: 'isFile' }];
    return mayMakeIn(there) ? [] : [{ setting, path: there, why: 'closed' }];
  });

/** On Linux, /proc and /sys, in which not even root makes a folder (statfs(2)). */
const WITHOUT_FILES = [0x9fa0, 0x62656572];

const mayMakeIn = (folder: string): boolean =>
  mayWrite(folder, constants.W_OK | constants.X_OK) && !WITHOUT_FILES.includes(statfsSync(folder).type);

/** The folders that a desk must be able to write, each with its setting; none of a desk that is only read. */
export function foldersToWrite(settings: Settings): { setting: string; folder: string }[] {
  const folders = [{ setting: 'DATA_DIR', folder: settings.dataDir }];
  if (!/^postgres/.test(settings.databaseUrl))
    folders.push({ setting: 'DATABASE_URL', folder: dirname(settings.databaseUrl) });
  const written = folders.filter(({ setting }) => !isReadAlone(setting, settings));
  return written.filter(({ folder }, nth) => written.findIndex((one) => one.folder === folder) === nth);
}

/**
 * Whether a desk on a read-only disk can be opened: the key and an sqlite file exist. The file is then opened read-only.
 */
function isReadAlone(setting: string, { dataDir, secretKey, databaseUrl }: Settings): boolean {
  if (setting === 'DATABASE_URL') return canOnlyRead(databaseUrl);
  return !mayWrite(dataDir) && (secretKey !== undefined || existsSync(join(dataDir, KEY_FILE)));
}
