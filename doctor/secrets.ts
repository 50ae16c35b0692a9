import { dirname, join } from 'node:path';
import { type DoctorRemark, fail, ok, warn } from '../domain/doctor.ts';
import { KEY_FILE } from '../models/crypto/keyFile.ts';
import { isBegun, keyFits } from '../models/organisation/keyFits.ts';
import { folderFaults } from './folders.ts';
import { fileOpenToOthers, folderOpenToOthers } from './openToOthers.ts';
import { isOpen, type Subject } from './subject.ts';

/** The key exists, fits the database and is readable by its owner only. */
export async function key({ settings, key: found, database }: Subject): Promise<DoctorRemark[]> {
  const { secretKey, dataDir } = settings;
  const path = join(dataDir, KEY_FILE);
  if (isNoFolder(settings)) return []; // which the line on files says
  if (found && 'why' in found) return [fail('keyUnreadable', { why: found.why })];
  const begun = isOpen(database) && (await isBegun(database));
  if (!found) return [begun ? fail('keyMissing', { path }) : ok('keyNotYet')];
  if (begun && !(await keyFits({ database, keyring: found }))) return [fail('keyOfAnother')];
  if (secretKey) return [ok('keyGiven')];
  const open = fileOpenToOthers(path);
  const folder = folderOpenToOthers(dataDir);
  return [
    ok('keyFits', { path }),
    ...(open?.why === 'readable' ? [fail('keyOpen', { path, mode: open.mode })] : []),
    ...(open?.why === 'owned' ? [warn('fileOwned', { path })] : []),
    ...(folder?.why === 'writable' ? [fail('folderOpen', { path: dataDir, mode: folder.mode })] : []),
  ];
}

const isNoFolder = (settings: Subject['settings']): boolean =>
  folderFaults(settings).some(({ setting, why }) => setting === 'DATA_DIR' && why === 'isFile');

/** Folders that the desk cannot write, and files of it that other users of this machine can read. */
export function files({ settings }: Subject): DoctorRemark[] {
  const { dataDir, databaseUrl } = settings;
  const database = /^postgres/.test(databaseUrl) ? undefined : databaseUrl;
  const folders = [...new Set([dataDir, ...(database ? [dirname(database)] : [])])];
  const paths = database ? [database, `${database}-wal`, `${database}-shm`] : [];
  const open = [...folders.map(folderOpenToOthers), ...paths.map(fileOpenToOthers)];
  const faults = folderFaults(settings);
  return [
    ok('filesPrivate'),
    ...faults.map(({ why, ...data }) => fail(`folder-${why}`, data)),
    ...open
      .filter((one) => one !== undefined)
      .filter((one) => !faults.some(({ path }) => path === one.path))
      .map(({ path, mode, why }) =>
        why === 'owned' ? warn('fileOwned', { path }) : warn('fileOpen', { path, mode }),
      ),
  ];
}
