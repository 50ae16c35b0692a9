import type { Sequelize } from 'sequelize';
import sqlite from 'sqlite3';
import { internalsOf } from './internals.ts';
import { closeFile, openFile } from './sqliteFile.ts';

/** Runs one statement on an sqlite file over a separate read-only connection, so that nobody waits for it. `signal` interrupts it. */
export async function askByOwnConnection(
  database: Sequelize,
  sql: string,
  { values = [], signal }: { values?: string[]; signal?: AbortSignal } = {},
): Promise<Record<string, unknown>[]> {
  const { storage } = internalsOf(database).options;
  const file = await openFile(storage, sqlite.OPEN_READONLY | sqlite.OPEN_URI);
  file.configure('busyTimeout', 5000);
  const interrupt = () => file.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    signal?.throwIfAborted();
    return await rowsOf(file, sql, values);
  } finally {
    signal?.removeEventListener('abort', interrupt);
    await closeFile(file);
  }
}

const rowsOf = (file: sqlite.Database, sql: string, values: string[]) =>
  new Promise<Record<string, unknown>[]>((resolve, reject) => {
    file.all<Record<string, unknown>>(sql, values, (error, rows) => (error ? reject(error) : resolve(rows)));
  });
