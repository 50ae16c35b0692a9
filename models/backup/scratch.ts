import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAsItIs } from '../database/connect.ts';
import { lockOn } from '../database/timetableLock.ts';
import { DRILL_FOLDER, DRILL_LOCK, leftDatabases, removeLeftFolders } from './leftDrills.ts';
import type { BackupSource } from './make.ts';
import type { Manifest } from './manifest.ts';
import { orUndone } from './orUndone.ts';
import { borrowDatabase, dropDatabase, loadPostgres } from './postgres.ts';

/**
 * Loads a copy into a temporary place, runs `work` with its address, and removes it: a folder below TMPDIR for sqlite, a
 * database beside the desk's for PostgreSQL. First removes what killed drills left.
 */
export async function inScratch<T>(
  kind: Manifest['database'],
  copy: string,
  source: BackupSource,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  return kind === 'sqlite' ? inFolder(copy, work) : inDatabase(copy, source, work);
}

async function inFolder<T>(copy: string, work: (url: string) => Promise<T>): Promise<T> {
  await removeLeftFolders(new Date());
  const folder = mkdtempSync(join(tmpdir(), DRILL_FOLDER));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return orUndone(remove, async () => {
    const lock = await lockOn(join(folder, DRILL_LOCK));
    const url = join(folder, 'rightsdesk.sqlite');
    await copyFile(copy, url);
    return work(url).finally(() => lock?.release());
  }).finally(remove);
}

async function inDatabase<T>(
  copy: string,
  { databaseUrl, environment }: BackupSource,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const desk = openAsItIs(databaseUrl);
  const left = await leftDatabases(desk, new Date()).finally(() => desk.close());
  for (const name of left) dropDatabase(databaseUrl, name, environment);
  const { url, drop } = await borrowDatabase(databaseUrl, environment);
  return orUndone(drop, async () => {
    await loadPostgres(url, copy, environment);
    return work(url);
  }).finally(drop);
}
