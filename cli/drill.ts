import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigurationFault, environmentOfPrograms, type Settings } from '../config.ts';
import { COPY_FILE } from '../models/backup/manifest.ts';
import { inScratch } from '../models/backup/scratch.ts';
import { backupsIn } from '../models/backup/series.ts';
import { type Verified, verifyRestored } from '../models/backup/verify.ts';
import { readSecretKey } from '../models/crypto/keyFile.ts';
import { createKeyring } from '../models/crypto/keyring.ts';
import { openDatabase } from '../models/database/connect.ts';
import { isUnavailable } from '../models/database/unavailable.ts';
import { defineModels } from '../models/define.ts';
import { noteDrill } from '../models/lastDrill.ts';
import { lookAtDatabase } from '../process/openDatabase.ts';
import { isPostgres, keyHere, manifestOf, otherDatabase, whyNotOf } from './backupGiven.ts';
import { chainFault } from './chainFault.ts';
import { type CommandResult, done, EXIT, failed } from './result.ts';

const NO_KEY =
  'The key of that desk is not here, and nothing can be read without it: give its DATA_DIR or SECRET_KEY.';

/**
 * `restore --drill DIR`: restores a backup, or the newest one below DIR, into a temporary place, verifies all that can be
 * verified, and removes it again. The desk itself is not touched.
 */
export async function drill(named: string, settings: Settings, json?: boolean): Promise<CommandResult> {
  const place = resolve(named);
  const folder = backupsIn(place)[0]?.folder ?? place;
  const manifest = await manifestOf(folder);
  const { database: kind, madeAt } = manifest;
  if (kind === 'postgres' && !isPostgres(settings)) return failed(EXIT.no, otherDatabase(kind));
  const key = keyHere(settings) ?? readSecretKey(folder);
  const refusal = whyNotOf(manifest, key);
  if (refusal || !key) return failed(EXIT.no, refusal ?? NO_KEY);

  if (kind === 'sqlite') mustHaveScratch();
  const source = { databaseUrl: settings.databaseUrl, environment: environmentOfPrograms() };
  const found = await inScratch(kind, join(folder, COPY_FILE[kind]), source, async (url) => {
    const database = openDatabase(url);
    defineModels(database);
    return verifyRestored(database, createKeyring(key)).finally(() => database.close());
  });
  const good = !chainFault(found) && found.closedKeys === 0;
  if (good) await note(settings);
  const shown = done(
    json,
    { from: folder, madeAt, restores: good, ...found },
    linesOn(folder, madeAt, found),
  );
  return { ...shown, exitCode: good ? EXIT.done : EXIT.no };
}

/** The copy of an sqlite desk is put into TMPDIR. */
function mustHaveScratch(): void {
  try {
    accessSync(tmpdir(), constants.W_OK | constants.X_OK);
  } catch {
    throw new ConfigurationFault(
      'TMPDIR',
      `${tmpdir()} is missing or not writable`,
      'Give a folder that this user may write to',
    );
  }
}

/** Records the drill in the desk that the settings name, if it is there and answers. */
async function note(settings: Settings): Promise<void> {
  try {
    await lookAtDatabase(settings, (database) => noteDrill(database, new Date()));
  } catch (error) {
    if (!(error instanceof ConfigurationFault || isUnavailable(error))) throw error; // the backup is as good
  }
}

function linesOn(folder: string, madeAt: string, found: Verified): string[] {
  const { requests, events, letters, files, closedKeys } = found;
  return [
    `${folder}, as at ${madeAt}: ${requests} requests, ${events} events, ${letters} letters, ${files} files.`,
    chainFault(found) ?? 'Every chain holds.',
    closedKeys > 0 ? `${closedKeys} requests cannot be read with this key.` : 'Every request can be read.',
    'The copy was removed again; of the desk only the date of this drill was changed.',
  ];
}
