import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Sequelize } from 'sequelize';
import sqlite from 'sqlite3';
import { codeOf, withCauses } from './errors.ts';

/** What sqlite, PostgreSQL (a standby, or a user who may only read) and the system say where nothing can be written. */
const OF_READING = /^(SQLITE_READONLY(_|$)|25006$|EROFS$)/;

/** Whether an error says that the database can be read, and not written. */
export const isReadOnlyFault = (error: unknown): boolean =>
  withCauses(error).some((each) => OF_READING.test(codeOf(each)));

/** Whether an sqlite file is there that this process can only read: its disk, its folder or the file itself takes no writes. */
export const canOnlyRead = (file: string): boolean =>
  existsSync(file) && !(mayWrite(file) && mayWrite(dirname(file)));

export function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false; // which is the answer
  }
}

const readOnly = new WeakSet<Sequelize>();
export const markReadOnly = (database: Sequelize): void => void readOnly.add(database);
/** Whether the database was opened to be read alone. */
export const isReadOnly = (database: Sequelize): boolean => readOnly.has(database);

/**
 * How sqlite opens a file that it may only read. It lays an index of its log beside a file; where it can lay none, and there
 * is no log, nobody can be writing: the file is then read as one that does not change.
 */
export function readingOf(file: string): { storage: string; mode: number } {
  const mode = sqlite.OPEN_READONLY | sqlite.OPEN_URI;
  const isAlone = !mayWrite(dirname(file)) && !existsSync(`${file}-wal`);
  return { storage: isAlone ? `file:${encodeURI(file)}?immutable=1` : file, mode };
}
