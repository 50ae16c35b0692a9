import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Sequelize } from 'sequelize';
import sqlite from 'sqlite3';
import { codeOf, withCauses } from './errors.ts';

/**
 * The codes of sqlite, PostgreSQL (a standby, or a read-only user) and the operating system for a place that is not
 * writable.
 */
const OF_READING = /^(SQLITE_READONLY(_|$)|25006$|EROFS$)/;

/** Whether an error says that the database can be read but not written. */
export const isReadOnlyFault = (error: unknown): boolean =>
  withCauses(error).some((each) => OF_READING.test(codeOf(each)));

/** Whether an sqlite file exists that this process can only read, because of the disk, the folder or the file. */
export const canOnlyRead = (file: string): boolean =>
  existsSync(file) && !(mayWrite(file) && mayWrite(dirname(file)));

export function mayWrite(path: string, mode: number = constants.W_OK): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false; // which is the answer
  }
}

const readOnly = new WeakSet<Sequelize>();
export const markReadOnly = (database: Sequelize): void => void readOnly.add(database);
/** Whether the database was opened read-only. */
export const isReadOnly = (database: Sequelize): boolean => readOnly.has(database);

/**
 * How to open a read-only sqlite file. Sqlite keeps an index of its log beside the file. If it cannot create one and there
 * is no log, nobody can be writing: the file is then opened as immutable.
 */
export function readingOf(file: string): { storage: string; mode: number } {
  const mode = sqlite.OPEN_READONLY | sqlite.OPEN_URI;
  const isAlone = !mayWrite(dirname(file)) && !existsSync(`${file}-wal`);
  return { storage: isAlone ? `file:${encodeURI(file)}?immutable=1` : file, mode };
}
