import { rmSync } from 'node:fs';
import { chmod, copyFile, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Sequelize } from 'sequelize';
import { folderToDisk } from '../crypto/durableFile.ts';
import { askByOwnConnection } from '../database/ownConnection.ts';
import { endLog } from './inUse.ts';
import { orUndone } from './orUndone.ts';

/**
 * Copies the database as of one moment into a file. The copy is read in one snapshot, while others write, and has no
 * free pages, so deleted data is not in it.
 */
export async function copySqlite(database: Sequelize, file: string, signal?: AbortSignal): Promise<void> {
  await askByOwnConnection(database, 'VACUUM INTO ?', { values: [file], signal });
  await onDisk(file);
}

/**
 * Replaces the database at `path` by a copy, completely or not at all; afterwards `database` must be closed. Returns
 * `in-use` if another process has the file open: it would go on writing to the deleted file.
 */
export async function replaceSqlite(
  database: Sequelize,
  path: string,
  copy: string,
): Promise<'done' | 'in-use'> {
  if (!(await endLog(database))) return 'in-use';
  const coming = `${path}.restoring`;
  await orUndone(
    () => rmSync(coming, { force: true }),
    async () => {
      await copyFile(copy, coming);
      await chmod(coming, 0o600); // a copy has the rights of what it copies, which lay elsewhere
      await onDisk(coming);
      await rename(coming, path);
      folderToDisk(dirname(path));
    },
  );
  return 'done';
}

async function onDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}
