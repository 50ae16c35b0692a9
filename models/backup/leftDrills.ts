import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sequelize } from 'sequelize';
import { lockOn } from '../database/timetableLock.ts';
import { askOnce } from '../database/unprepared.ts';

/** The names of a drill's temporary places: a folder below TMPDIR, or a database with the second of its making. */
export const DRILL_FOLDER = 'rightsdesk-drill-';
export const DRILL_DATABASE = 'rightsdesk_drill_';
/** A drill holds the lock on this file in its folder until it ends in any way. */
export const DRILL_LOCK = 'drill.lock';

/** A drill on its way is younger, or it holds its lock or a connection. */
const OLD = 6 * 3_600_000;

/** What killed drills left behind: folders below TMPDIR, and databases beside the desk's. Only looks. */
export async function leftDrills(database: Sequelize, now: Date): Promise<string[]> {
  const beside = database.getDialect() === 'postgres' ? await leftDatabases(database, now) : [];
  return [...leftFolders(now), ...beside];
}

/** Removes the folders of killed drills. */
export async function removeLeftFolders(now: Date): Promise<void> {
  for (const folder of leftFolders(now)) {
    const lock = await lockOn(join(folder, DRILL_LOCK));
    if (!lock) continue; // it is still at it
    await lock.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

function leftFolders(now: Date): string[] {
  if (!existsSync(tmpdir())) return [];
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith(DRILL_FOLDER));
  return names.map((name) => join(tmpdir(), name)).filter((folder) => isLeft(folder, now));
}

function isLeft(folder: string, now: Date): boolean {
  const found = statSync(folder, { throwIfNoEntry: false }); // one that ends meanwhile is gone
  if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return false;
  return now.getTime() - found.mtimeMs > OLD;
}

/** Databases of old drills that belong to this user and that nobody is connected to. */
export async function leftDatabases(database: Sequelize, now: Date): Promise<string[]> {
  const found = await askOnce<{ name: string }>(
    database,
    `SELECT datname AS name FROM pg_database d
     WHERE datname LIKE 'rightsdesk\\_drill\\_%' AND pg_get_userbyid(datdba) = current_user
       AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)
     ORDER BY datname`,
  );
  return found.map(({ name }) => name).filter((name) => now.getTime() - begunAt(name) > OLD);
}

/** Release 0.2.0 put no moment into the name: such a database is older than any drill of this one. */
const begunAt = (name: string): number => Number(/^rightsdesk_drill_(\d{10})_/.exec(name)?.[1] ?? 0) * 1000;
