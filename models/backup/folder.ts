import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { folderToDisk, writeToDisk } from '../onDisk.ts';

/** The folder cannot take a backup: it holds something, or nothing can be written there. */
export class FolderFault extends Error {
  constructor(folder: string, why: string) {
    super(`${folder} ${why}`);
    this.name = 'FolderFault';
  }
}

export type BackupFolder = {
  /** Takes the folder for one backup, and gives the path of its copy, an empty file. Refused when anything is there. */
  claim(copyName: string): string;
  /** One more file, which is on the disk under its name when this returns. */
  add(name: string, content: string | Buffer): void;
  /** Takes away what this backup made, and nothing else. */
  clear(): void;
};

/** A new or empty folder for one backup. Nobody makes a file that is there, so that of several that come at once one has it. */
export function backupFolder(folder: string): BackupFolder {
  const made: string[] = [];
  const add = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeToDisk(path, content);
    made.push(path);
    folderToDisk(folder);
  };
  return {
    add,
    claim(copyName) {
      try {
        makeFolder(folder);
        add(copyName, '');
      } catch (error) {
        throw faultOf(error as NodeJS.ErrnoException, folder);
      }
      if (readdirSync(folder).length > 1) throw notEmpty(folder);
      return join(folder, copyName);
    },
    clear() {
      for (const path of made) for (const end of ['', JOURNAL]) rmSync(`${path}${end}`, { force: true });
    },
  };
}

/** Sqlite lays this beside a copy while it writes it, and leaves it there when it fails. */
const JOURNAL = '-journal';

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // it may be there already
  }
}

function faultOf({ code }: NodeJS.ErrnoException, folder: string): FolderFault {
  if (code === 'EEXIST') return notEmpty(folder);
  if (code === 'ENOTDIR') return new FolderFault(folder, 'is no folder. Give a new or empty one.');
  return new FolderFault(folder, `cannot be written (${code}). Give a folder that this user may write.`);
}

const notEmpty = (folder: string) => new FolderFault(folder, 'is not empty. Give a new or empty folder.');
