import type { Sequelize } from 'sequelize';
import sqlite from 'sqlite3';

/** Held until it is released, or until the process is gone in whatever way: the operating system takes it back. */
export type FileLock = { release(): Promise<void> };

/**
 * The one turn at the timetable of an sqlite desk; nothing while another process has it. It is a lock on a file beside the
 * database and not a row with an end: a clock that jumps cannot give it to two, and a killed process leaves none behind.
 */
export async function takeTimetableLock(database: Sequelize): Promise<FileLock | undefined> {
  const { storage } = (database as unknown as { options: { storage: string } }).options;
  return lockOn(`${storage}-timetable`);
}

/**
 * The one turn at whatever a file stands for; nothing while another process has it. The journal stays in memory: one on the
 * disk is removed by whoever comes next, as left by a process that died, and the first then reads an error of the disk.
 */
export async function lockOn(path: string): Promise<FileLock | undefined> {
  const file = await opened(path);
  file.configure('busyTimeout', 0);
  const fault = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    file.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE', resolve);
  });
  if (!fault) return { release: () => closed(file) };
  await closed(file);
  if (fault.code !== 'SQLITE_BUSY') throw fault;
  return undefined;
}

const opened = (path: string) =>
  new Promise<sqlite.Database>((resolve, reject) => {
    const file = new sqlite.Database(path, (error) => (error ? reject(error) : resolve(file)));
  });

const closed = (file: sqlite.Database) =>
  new Promise<void>((resolve, reject) => {
    file.close((error) => (error ? reject(error) : resolve()));
  });
