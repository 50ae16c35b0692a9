import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Sequelize } from 'sequelize';
import { environmentOfPrograms, readSettings, type Settings } from '../config.ts';
import { countOf, holdsNothing } from '../models/backup/emptiness.ts';
import { isInUse } from '../models/backup/inUse.ts';
import { COPY_FILE, type Manifest } from '../models/backup/manifest.ts';
import { dropEmptyDesk, loadPostgres } from '../models/backup/postgres.ts';
import { replaceSqlite } from '../models/backup/sqlite.ts';
import { folderToDisk, writeToDisk } from '../models/crypto/durableFile.ts';
import { KEY_FILE, readSecretKey } from '../models/crypto/keyFile.ts';
import { noteRestore } from '../models/lastRestore.ts';
import { lineOnCopyOfKey } from '../process/filePermissions.ts';
import { lookAtDatabase, openDatabaseOf } from '../process/openDatabase.ts';
import { isPostgres, keyHere, manifestOf, otherDatabase, whyNotOf } from './backupGiven.ts';
import { drill } from './drill.ts';
import { type CommandResult, done, EXIT, failed, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';

const USAGE = usageOf('restore');
const NOT_EMPTY =
  'There are accounts, requests or tables of another program here; a backup can only be restored into an empty desk. Give another DATA_DIR or DATABASE_URL.';
const ASKED_AGAIN =
  'At the next start owners of systems are asked again what they may have answered since, and data protection officers are told.';
const IN_USE = 'A process has this desk open: stop it, then restore.';

/**
 * `restore DIR`: restores a backup into an empty desk, or with `--drill` into a temporary place. Checks everything before it changes
 * anything.
 */
export async function restoreCommand(args: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { drill: { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const settings = readSettings();
  const [named = values.drill ? settings.backupDir : undefined] = positionals;
  if (!named || positionals.length > 1) throw new WrongUsage(USAGE);
  if (values.drill) return drill(named, settings, values.json);
  const folder = resolve(named);
  const manifest = await manifestOf(folder);
  const { database: kind } = manifest;
  if ((kind === 'postgres') !== isPostgres(settings)) return failed(EXIT.no, otherDatabase(kind));
  const refusal = whyNotOf(manifest, keyHere(settings) ?? readSecretKey(folder));
  if (refusal) return failed(EXIT.no, refusal);

  const fault = await put(manifest, join(folder, COPY_FILE[manifest.database]), settings);
  if (fault) return failed(EXIT.no, fault);
  const brought = join(folder, KEY_FILE);
  if (existsSync(brought) && !keyHere(settings)) {
    writeToDisk(join(settings.dataDir, KEY_FILE), readFileSync(brought));
    folderToDisk(settings.dataDir);
  }

  const counts = await countsOf(settings, { madeAt: new Date(manifest.madeAt), restoredAt: new Date() });
  return done(values.json, { from: folder, madeAt: manifest.madeAt, ...counts }, [
    `Restored as at ${manifest.madeAt}: ${counts.requests} requests, ${counts.events} events.`,
    ASKED_AGAIN,
    ...[lineOnCopyOfKey(brought) ?? []].flat(),
    ...(keyHere(settings)
      ? []
      : [`Put the key of that desk into ${join(settings.dataDir, KEY_FILE)} before the next start.`]),
  ]);
}

async function put(
  { database: kind }: Manifest,
  copy: string,
  settings: Settings,
): Promise<string | undefined> {
  const refusal = await lookAtDatabase(settings, whyNotInto);
  if (refusal) return refusal;
  const database = await openDatabaseOf(settings);
  try {
    if (kind === 'postgres') {
      if (!(await dropEmptyDesk(database))) return NOT_EMPTY;
      await loadPostgres(settings.databaseUrl, copy, environmentOfPrograms());
      return undefined;
    }
    return (await replaceSqlite(database, settings.databaseUrl, copy)) === 'in-use' ? IN_USE : undefined;
  } finally {
    await database.close();
  }
}

async function whyNotInto(database: Sequelize): Promise<string | undefined> {
  if (!(await holdsNothing(database))) return NOT_EMPTY;
  return (await isInUse(database)) ? IN_USE : undefined;
}

/** Notes the restore in the desk, so that its next start tells whom it concerns; and counts. */
async function countsOf(
  settings: Settings,
  restored: { madeAt: Date; restoredAt: Date },
): Promise<{ requests: number; events: number }> {
  const database = await openDatabaseOf(settings);
  try {
    await noteRestore(database, restored);
    const requests = await countOf(database, 'subject_requests');
    return { requests, events: await countOf(database, 'events') };
  } finally {
    await database.close();
  }
}
