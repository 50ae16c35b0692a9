import { accessSync, constants, existsSync } from 'node:fs';
import { environmentOfPrograms, type Settings } from '../config.ts';
import { type DoctorRemark, fail, ok, warn } from '../domain/doctor.ts';
import { dumpVersion } from '../models/backup/postgres.ts';
import { backupsIn } from '../models/backup/series.ts';
import { versionOf } from '../models/database/server.ts';
import { isSameDisk } from '../models/disk.ts';
import { lastBackup } from '../models/lastBackup.ts';
import { hasDesk } from './database.ts';
import type { Subject } from './subject.ts';

const HOUR = 3_600_000;
/** A daily backup may be this old: one day, and two hours to make the next. */
const OF_THE_DAY = 26 * HOUR;
/** The limit without BACKUP_DIR, where backups are made by hand or by another scheduler. */
const OF_THE_WEEK = 8 * 24 * HOUR;

/** Checks that a recent backup exists and that the next one can be made. */
export async function backups({ settings, database: given, now }: Subject): Promise<DoctorRemark[]> {
  const database = await hasDesk(given);
  if (!database) return [];
  const { backupDir } = settings;
  const last = await lastBackup();
  const age = last ? now.getTime() - last.madeAt.getTime() : Number.POSITIVE_INFINITY;
  const isOld = age > (backupDir ? OF_THE_DAY : OF_THE_WEEK);
  return [
    ...(last ? [ok('lastBackup', { at: last.madeAt, bytes: last.bytes })] : []),
    ...(last && isOld ? [fail('backupOld', { at: last.madeAt })] : []),
    ...(last ? [] : [warn('noBackup')]),
    ...(backupDir ? inFolder(backupDir, settings) : [warn('noBackupDir')]),
    ...(database.getDialect() === 'postgres' ? await ofProgram(await versionOf(database)) : []),
  ];
}

function inFolder(folder: string, { dataDir, databaseUrl }: Settings): DoctorRemark[] {
  const base = /^postgres/.test(databaseUrl) ? dataDir : databaseUrl;
  return [
    ok('backupsKept', { count: backupsIn(folder).length }),
    ...(isSameDisk(folder, base) ? [warn('backupsBeside', { path: folder })] : []),
    ...(existsSync(folder) && !mayWriteInto(folder) ? [fail('backupDirClosed', { path: folder })] : []),
  ];
}

function mayWriteInto(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false; // which is the answer
  }
}

/** `pg_dump` must be at least as new as the server. */
async function ofProgram(server: string): Promise<DoctorRemark[]> {
  const program = await dumpVersion(environmentOfPrograms());
  if (!program) return [fail('noDumpProgram')];
  const isOlder = Number.parseInt(program, 10) < Number.parseInt(server, 10);
  return isOlder ? [fail('dumpProgramOld', { version: program, server })] : [];
}
