import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentOfPrograms, readSettings, type Settings } from '../config.ts';
import { lineOnCopyOfKey } from '../deskFiles.ts';
import { countOf, holdsNothing } from '../models/backup/emptiness.ts';
import {
  COPY_FILE,
  digestOf,
  keyMarkOf,
  type Manifest,
  readManifest,
  readUnfinished,
} from '../models/backup/manifest.ts';
import { dropEmptyDesk, loadPostgres } from '../models/backup/postgres.ts';
import { replaceSqlite } from '../models/backup/sqlite.ts';
import { createKeyring } from '../models/keyring.ts';
import { migrationNames } from '../models/migrations/index.ts';
import { folderToDisk, writeToDisk } from '../models/onDisk.ts';
import { KEY_FILE, readSecretKey } from '../models/secretKey.ts';
import { openDatabaseOf } from '../openDesk.ts';
import { type CommandResult, done, EXIT, failed, UnreadableInput, WrongUsage } from './result.ts';

const NOT_EMPTY =
  'There are accounts, requests or tables of another program here; a backup goes into an empty desk only. Give another DATA_DIR or DATABASE_URL.';
const IN_USE = 'A process has this desk open: stop it, then restore.';

/** `restore DIR`: a backup into an empty desk. Nothing is touched before everything has been checked. */
export async function restoreCommand(args: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const [named] = positionals;
  if (!named || positionals.length > 1) throw new WrongUsage('Write: restore DIR [--json]');
  const folder = resolve(named);
  const settings = readSettings();
  const manifest = await checked(folder);
  const refusal = whyNot(manifest, folder, settings);
  if (refusal) return failed(EXIT.no, refusal);

  const fault = await put(manifest, join(folder, COPY_FILE[manifest.database]), settings);
  if (fault) return failed(EXIT.no, fault);
  const brought = join(folder, KEY_FILE);
  if (existsSync(brought) && !keyHere(settings)) {
    writeToDisk(join(settings.dataDir, KEY_FILE), readFileSync(brought));
    folderToDisk(settings.dataDir);
  }

  const counts = await countsOf(settings);
  return done(values.json, { from: folder, madeAt: manifest.madeAt, ...counts }, [
    `Restored as at ${manifest.madeAt}: ${counts.requests} requests, ${counts.events} events.`,
    ...[lineOnCopyOfKey(brought) ?? []].flat(),
    ...(keyHere(settings)
      ? []
      : [`Put the key of that desk into ${join(settings.dataDir, KEY_FILE)} before the next start.`]),
  ]);
}

/** The manifest, once the copy is what it says. */
async function checked(folder: string): Promise<Manifest> {
  const manifest = readManifest(folder);
  if (!manifest && readUnfinished(folder))
    throw new UnreadableInput(`${folder} holds a backup that did not come to its end. Make it again.`);
  if (!manifest) throw new UnreadableInput(`${folder} holds no backup that this release can read.`);
  const copy = join(folder, COPY_FILE[manifest.database]);
  if (!existsSync(copy) || (await digestOf(copy)) !== manifest.digest)
    throw new UnreadableInput(`${copy} is not what was backed up: it is missing, cut or altered.`);
  return manifest;
}

function whyNot(manifest: Manifest, folder: string, settings: Settings): string | undefined {
  const unknown = manifest.migrations.find((name) => !migrationNames.includes(name));
  if (unknown) return `This backup was made by a newer release (${unknown}): restore it with that one.`;
  if ((manifest.database === 'postgres') !== /^postgres/.test(settings.databaseUrl))
    return `This is a backup of ${manifest.database === 'sqlite' ? 'an sqlite' : 'a PostgreSQL'} desk: give such a DATABASE_URL.`;
  const key = keyHere(settings) ?? readSecretKey(folder);
  if (key && keyMarkOf(createKeyring(key)) !== manifest.keyMark)
    return 'The key of this desk is not the one of the backup: put that one in its place, or move this one away.';
  return undefined;
}

const keyHere = ({ secretKey, dataDir }: Settings) =>
  secretKey ? Buffer.from(secretKey) : readSecretKey(dataDir);

async function put(
  { database: kind }: Manifest,
  copy: string,
  settings: Settings,
): Promise<string | undefined> {
  const database = await openDatabaseOf(settings);
  try {
    if (kind === 'postgres') {
      if (!(await dropEmptyDesk(database))) return NOT_EMPTY;
      await loadPostgres(settings.databaseUrl, copy, environmentOfPrograms());
      return undefined;
    }
    if (!(await holdsNothing(database))) return NOT_EMPTY;
    return (await replaceSqlite(database, settings.databaseUrl, copy)) === 'in-use' ? IN_USE : undefined;
  } finally {
    await database.close();
  }
}

async function countsOf(settings: Settings): Promise<{ requests: number; events: number }> {
  const database = await openDatabaseOf(settings);
  try {
    const requests = await countOf(database, 'subject_requests');
    return { requests, events: await countOf(database, 'events') };
  } finally {
    await database.close();
  }
}
