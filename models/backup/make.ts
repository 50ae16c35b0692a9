import { readFileSync, statSync } from 'node:fs';
import type { Sequelize } from 'sequelize';
import { KEY_FILE } from '../crypto/keyFile.ts';
import { Damaged } from '../database/damage.ts';
import { damageFound } from '../database/integrityCheck.ts';
import { isDiskFull } from '../database/unavailable.ts';
import type { Desk } from '../desk.ts';
import { noteBackup } from '../lastBackup.ts';
import { executedMigrations } from '../migrations/pending.ts';
import { backupFolder, FolderFault } from './folder.ts';
import { COPY_FILE, fileChecksum, keyMarkOf } from './manifest.ts';
import { orUndone } from './orUndone.ts';
import { copyPostgres } from './postgres.ts';
import { copySqlite } from './sqlite.ts';

const NO_ROOM = 'has too little room. Make some, or give another folder.';

/** What a copy needs beside the desk: the database's address and the environment for PostgreSQL's programs. */
export type BackupSource = { databaseUrl: string; environment: Record<string, string | undefined> };

export type MadeBackup = { file: string; bytes: number; madeAt: string; database: keyof typeof COPY_FILE };

/**
 * Copies the desk as of one moment into a new or empty folder, while others write. The key is included only if its file
 * is named.
 */
export async function makeBackup(
  { database, keyring, clock }: Desk,
  folder: string,
  { databaseUrl, environment }: BackupSource,
  { keyFile, signal }: { keyFile?: string; signal?: AbortSignal } = {},
): Promise<MadeBackup> {
  const kind = database.getDialect() === 'sqlite' ? 'sqlite' : 'postgres';
  const keyMark = keyMarkOf(keyring);
  const { claim, add, finish, clear } = backupFolder(folder, { keyMark, withKey: keyFile !== undefined });
  return orUndone(clear, async () => {
    const file = await claim(COPY_FILE[kind]);
    const madeAt = clock();
    const migrations = await executedMigrations(database);
    if (kind === 'sqlite') await copyWhole(database, file, signal);
    else await copyPostgres(databaseUrl, file, environment, signal);
    if (keyFile) add(KEY_FILE, readFileSync(keyFile));
    const digest = await fileChecksum(file);
    const made = { database: kind, madeAt: madeAt.toISOString() } as const;
    await finish({ format: 1, ...made, migrations, digest, keyMark });
    const { size: bytes } = statSync(file);
    await noteBackup(database, { madeAt, bytes });
    return { file, bytes, ...made };
  }).catch((error) => {
    throw isDiskFull(error) ? new FolderFault(folder, NO_ROOM) : error;
  });
}

/** Reads every row before copying: a damaged file would otherwise be copied without a complaint. */
async function copyWhole(database: Sequelize, file: string, signal?: AbortSignal): Promise<void> {
  const fault = await damageFound(database, 'integrity_check', signal);
  if (fault) throw new Damaged(fault);
  await copySqlite(database, file, signal);
}
