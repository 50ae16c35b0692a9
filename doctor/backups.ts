import { dirname } from 'node:path';
import { environmentOfPrograms, type Settings } from '../config.ts';
import { type DoctorRemark, fact, fail, ok, warn } from '../domain/doctor.ts';
import { leftDrills } from '../models/backup/leftDrills.ts';
import { keyMarkOf } from '../models/backup/manifest.ts';
import { placeFault } from '../models/backup/place.ts';
import { dumpVersion } from '../models/backup/postgres.ts';
import { backupsIn } from '../models/backup/series.ts';
import { versionOf } from '../models/database/server.ts';
import { isSameDisk } from '../models/disk.ts';
import { lastBackup } from '../models/lastBackup.ts';
import { lastDrill } from '../models/lastDrill.ts';
import { hasDesk } from './database.ts';
import type { Subject } from './subject.ts';

const HOUR = 3_600_000;
/** A daily backup may be this old: one day, and two hours to make the next. */
const OF_THE_DAY = 26 * HOUR;
/** The limit without BACKUP_DIR, where backups are made by hand or by another scheduler. */
const OF_THE_WEEK = 8 * 24 * HOUR;

/** Checks that a recent backup exists, where the settings say, and that the next one can be made. */
export async function backups({ settings, database: given, key, now }: Subject): Promise<DoctorRemark[]> {
  const database = await hasDesk(given);
  if (!database) return [];
  const { backupDir } = settings;
  const [last, drilled] = [await lastBackup(), await lastDrill()];
  const kept = backupDir ? backupsIn(backupDir, markOf(key)) : [];
  const newest = backupDir ? kept.at(0)?.manifest.madeAt : last?.madeAt;
  const isGone = backupDir && last && !newest;
  return [
    last ? fact('lastBackup', { at: last.madeAt, bytes: last.bytes }) : warn('noBackup'),
    ...(drilled ? [fact('lastDrill', { at: drilled.heldAt })] : last ? [fact('noDrill')] : []),
    ...(newest ? old(new Date(newest), now, backupDir ? OF_THE_DAY : OF_THE_WEEK) : []),
    ...(isGone ? [fail('backupsGone', { path: backupDir })] : []),
    ...(backupDir ? inFolder(backupDir, kept.length, settings) : [warn('noBackupDir')]),
    ...(await leftDrills(database, now)).map((place) => warn('drillLeft', { place })),
    ...(database.getDialect() === 'postgres' ? await ofProgram(await versionOf(database)) : []),
  ];
}

const markOf = (key: Subject['key']): string | undefined =>
  key && !('why' in key) ? keyMarkOf(key) : undefined;

const old = (at: Date, now: Date, most: number): DoctorRemark[] =>
  now.getTime() - at.getTime() > most ? [fail('backupOld', { at })] : [];

function inFolder(path: string, count: number, { dataDir, databaseUrl }: Settings): DoctorRemark[] {
  const base = /^postgres/.test(databaseUrl) ? dataDir : databaseUrl;
  const fault = placeFault(path);
  return [
    ok('backupsKept', { count }),
    ...(isSameDisk(path, base) ? [warn('backupsBeside', { path })] : []),
    ...(fault ? [fail(`backupDir-${fault}`, { path, parent: dirname(path) })] : []),
  ];
}

/** `pg_dump` must be at least as new as the server. */
async function ofProgram(server: string): Promise<DoctorRemark[]> {
  const program = await dumpVersion(environmentOfPrograms());
  if (!program) return [fail('noDumpProgram')];
  const isOlder = Number.parseInt(program, 10) < Number.parseInt(server, 10);
  return isOlder ? [fail('dumpProgramOld', { version: program, server })] : [];
}
