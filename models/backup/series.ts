import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { folderToDisk, writeToDisk } from '../crypto/durableFile.ts';
import { KEY_FILE } from '../crypto/keyFile.ts';
import type { Desk } from '../desk.ts';
import { backupFolder, FolderFault, isBackupAlone, removeIfEmpty } from './folder.ts';
import { type BackupSource, type MadeBackup, makeBackup } from './make.ts';
import {
  COPY_FILE,
  keyMarkOf,
  MANIFEST_FILE,
  type Manifest,
  readManifest,
  readUnfinished,
  unfinished,
} from './manifest.ts';

/** The folder of dated backups, and the number to keep. */
export type BackupPlace = BackupSource & { folder: string; keep: number };

/** One of a desk's dated backups. */
type BackupInSeries = { folder: string; manifest: Manifest };

const NAME = /^rightsdesk-\d{4}-\d{2}-\d{2}T\d{6}Z$/;

/** Makes a backup in a dated folder below `series`, and keeps the newest `keep`. A failed one leaves no folder. */
export async function addBackup(
  desk: Desk,
  { folder: series, keep, ...source }: BackupPlace,
  more: { keyFile?: string; signal?: AbortSignal } = {},
): Promise<MadeBackup & { removed: string[] }> {
  const wasThere = existsSync(series);
  const folder = folderAt(series, desk.clock());
  const isNew = !existsSync(folder);
  const made = await makeBackup(desk, folder, source, more).catch((error) => {
    if (isNew) rmSync(folder, { recursive: true, force: true });
    if (!wasThere) removeIfEmpty(series);
    throw error;
  });
  const keyMark = keyMarkOf(desk.keyring);
  return { ...made, removed: await keepNewest(series, keep, { keyMark, latest: folder }) };
}

/** The folder name for a backup of this moment: `rightsdesk-2026-11-29T020000Z`. */
function folderAt(series: string, at: Date): string {
  if (existsSync(join(series, MANIFEST_FILE)))
    throw new FolderFault(series, 'is itself a backup. Give another folder, or the one above it.');
  try {
    mkdirSync(series, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw new FolderFault(series, `cannot be created (${code}). Give another folder.`);
  }
  return join(series, `rightsdesk-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z`);
}

/** The complete backups of a desk, newest first; of every desk if no key mark is given. */
export const backupsIn = (series: string, keyMark?: string): BackupInSeries[] =>
  manifestsIn(series, keyMark).filter(hasCopy);

/** Whether the copy that a manifest describes is still beside it. */
const hasCopy = ({ folder, manifest }: BackupInSeries): boolean =>
  existsSync(join(folder, COPY_FILE[manifest.database]));

function manifestsIn(series: string, keyMark?: string): BackupInSeries[] {
  return foldersIn(series)
    .flatMap((folder) => {
      const manifest = readManifest(folder);
      return manifest && (keyMark ?? manifest.keyMark) === manifest.keyMark ? [{ folder, manifest }] : [];
    })
    .sort((one, other) => other.manifest.madeAt.localeCompare(one.manifest.madeAt));
}

/**
 * Keeps the newest backups of a desk, including `latest` even if its clock was wrong, and deletes its other ones, also
 * unfinished ones and those whose copy is gone. Folders of other desks, or with other files, stay. Returns the deleted folders.
 */
async function keepNewest(
  series: string,
  keep: number,
  { keyMark, latest }: { keyMark: string; latest: string },
): Promise<string[]> {
  const others = manifestsIn(series, keyMark).filter(({ folder }) => folder !== latest);
  const whole = others.filter(hasCopy);
  const old = others.filter((one) => !whole.slice(0, keep - 1).includes(one)).map(({ folder }) => folder);
  const killed = foldersIn(series).filter((folder) => readUnfinished(folder)?.keyMark === keyMark);
  const gone: string[] = [];
  for (const folder of [...old, ...killed]) if (await isRemoved(folder, keyMark)) gone.push(folder);
  if (gone.length > 0) folderToDisk(series);
  return gone;
}

const foldersIn = (series: string): string[] =>
  statSync(series, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(series)
        .filter((name) => NAME.test(name))
        .map((name) => join(series, name))
    : [];

/** First marks the folder as no backup, so that after an interruption nobody takes half of one for complete. */
async function isRemoved(folder: string, keyMark: string): Promise<boolean> {
  if (!isBackupAlone(folder)) return false;
  const begun = { keyMark, withKey: existsSync(join(folder, KEY_FILE)) };
  const going = join(folder, `${MANIFEST_FILE}.coming`);
  const { claim, clear } = backupFolder(folder, begun);
  try {
    if (readManifest(folder)) {
      writeToDisk(going, unfinished(begun));
      renameSync(going, join(folder, MANIFEST_FILE));
    }
    await claim(COPY_FILE.sqlite);
  } catch (error) {
    if (error instanceof FolderFault) return false; // another process is at it
    throw error;
  }
  clear();
  rmdirSync(folder);
  return true;
}
