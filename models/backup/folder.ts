import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { folderToDisk, writeToDisk } from '../crypto/durableFile.ts';
import { KEY_FILE } from '../crypto/keyFile.ts';
import { type FileLock, lockOn } from '../database/timetableLock.ts';
import {
  type BegunBackup,
  COPY_FILE,
  MANIFEST_FILE,
  type Manifest,
  readUnfinished,
  unfinished,
} from './manifest.ts';

/** The folder cannot take a backup: it is not empty, or it is not writable. */
export class FolderFault extends Error {
  constructor(folder: string, why: string) {
    super(`${folder} ${why}`);
    this.name = 'FolderFault';
  }
}

type BackupFolder = {
  /**
   * Reserves the folder for one backup and returns the path of the copy, an empty file. Throws if the folder holds anything
   * but the rest of an interrupted backup of this desk.
   */
  claim(copyName: string): Promise<string>;
  /** Adds a file. It is on the disk under its name when this returns. */
  add(name: string, content: string | Buffer): void;
  /** Marks the backup as complete. From now on it cannot be overwritten. */
  finish(manifest: Manifest): Promise<void>;
  /** Deletes the files of this backup and no others, and the folder if it was made for it. */
  clear(): void;
};

/**
 * A folder for one backup: new, empty, or with the rest of an interrupted one. An operating-system lock, which ends with the
 * process, lets only one of several concurrent backups use it.
 */
export function backupFolder(folder: string, begun: BegunBackup): BackupFolder {
  const made: string[] = [];
  let lock: FileLock | undefined;
  let isNew = false;
  const at = (name: string) => join(folder, name);
  const add = (name: string, content: string | Buffer) => {
    writeToDisk(at(name), content);
    made.push(at(name));
    folderToDisk(folder);
  };
  return {
    add,
    async claim(copyName) {
      try {
        isNew = makeFolder(folder);
        assertFree(folder, begun);
        lock = await take(at(LOCK_FILE));
        if (!lock) throw notEmpty(folder);
        made.push(at(LOCK_FILE));
        for (const name of assertFree(folder, begun)) rmSync(at(name));
        add(MANIFEST_FILE, unfinished(begun));
        add(copyName, '');
        return at(copyName);
      } catch (error) {
        throw error instanceof FolderFault ? error : faultOf(error as NodeJS.ErrnoException, folder);
      }
    },
    async finish(manifest) {
      add(COMING_FILE, `${JSON.stringify(manifest, null, 2)}\n`);
      renameSync(at(COMING_FILE), at(MANIFEST_FILE));
      await lock?.release();
      rmSync(at(LOCK_FILE), { force: true });
      folderToDisk(folder);
    },
    clear() {
      lock?.release().catch(() => undefined); // it ends with the process at the latest
      for (const path of made) for (const end of ['', JOURNAL]) rmSync(`${path}${end}`, { force: true });
      if (isNew) removeIfEmpty(folder);
    },
  };
}

/** The process that holds the lock on this file is making a backup here. The file is deleted when the backup is complete. */
const LOCK_FILE = 'backup.lock';
/** The manifest of a complete backup before it replaces the unfinished one. */
const COMING_FILE = `${MANIFEST_FILE}.coming`;
/** Sqlite writes this beside a copy in progress, and leaves it there on failure. */
const JOURNAL = '-journal';

const OURS = [
  MANIFEST_FILE,
  COMING_FILE,
  ...Object.values(COPY_FILE).flatMap((copy) => [copy, `${copy}${JOURNAL}`]),
];

/** Whether the folder holds only the files of a backup. */
export const isBackupAlone = (folder: string): boolean =>
  readdirSync(folder).every((name) => name.startsWith(LOCK_FILE) || [...OURS, KEY_FILE].includes(name));

/** The names of the files that may be deleted from the folder. Throws a FolderFault if it holds anything else. */
function assertFree(folder: string, { keyMark }: BegunBackup): string[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith(LOCK_FILE));
  if (names.length === 0) return names;
  const left = readUnfinished(folder);
  const ours = left?.withKey ? [...OURS, KEY_FILE] : OURS;
  if (left?.keyMark !== keyMark || names.some((name) => !ours.includes(name))) throw notEmpty(folder);
  return names;
}

async function take(path: string): Promise<FileLock | undefined> {
  try {
    writeToDisk(path, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // of one that was killed, or that runs
  }
  return lockOn(path);
}

/** Whether it was made now: it may be there already. */
function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

export function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

function faultOf({ code }: NodeJS.ErrnoException, folder: string): FolderFault {
  if (code === 'EEXIST') return notEmpty(folder);
  if (code === 'ENOTDIR') return new FolderFault(folder, 'is not a folder. Give a new or empty one.');
  return new FolderFault(folder, `is not writable (${code}). Give a folder that this user may write to.`);
}

const notEmpty = (folder: string) => new FolderFault(folder, 'is not empty. Give a new or empty folder.');
