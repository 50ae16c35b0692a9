import type { Sequelize } from 'sequelize';
import { internalsOf } from './internals.ts';
import { closeFile, openFile } from './sqliteFile.ts';

/** Held until it is released or the process ends in any way: the operating system then frees it. */
export type FileLock = { release(): Promise<void> };

/**
 * Leader election of an sqlite desk: the lock on its timetable, or undefined while another process holds it. It locks a
 * file beside the database; unlike a row with an expiry date, it cannot go to two processes when the clock jumps, and a
 * killed process leaves none behind.
 */
export async function takeTimetableLock(database: Sequelize): Promise<FileLock | undefined> {
  const { storage } = internalsOf(database).options;
  return lockOn(`${storage}-timetable`);
}

/**
 * Locks a file; undefined while another process holds the lock. The journal is in memory: one on the disk would be taken
 * for a dead process's and removed by the next process, and the first would then get an I/O error.
 */
export async function lockOn(path: string): Promise<FileLock | undefined> {
  const file = await openFile(path);
  file.configure('busyTimeout', 0);
  const fault = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    file.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE', resolve);
  });
  if (!fault) return { release: () => closeFile(file) };
  await closeFile(file);
  if (fault.code !== 'SQLITE_BUSY') throw fault;
  return undefined;
}
