import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentOfPrograms, readSettings, type Settings } from '../config.ts';
import { keyMustFit } from '../deskKey.ts';
import { backupFolder, FolderFault } from '../models/backup/folder.ts';
import { COPY_FILE, digestOf, keyMarkOf, MANIFEST_FILE } from '../models/backup/manifest.ts';
import { orUndone } from '../models/backup/orUndone.ts';
import { copyPostgres } from '../models/backup/postgres.ts';
import { copySqlite } from '../models/backup/sqlite.ts';
import type { Desk } from '../models/desk.ts';
import { executedMigrations } from '../models/schema.ts';
import { KEY_FILE } from '../models/secretKey.ts';
import { isDiskFull } from '../models/unavailable.ts';
import { type CommandResult, done, EXIT, failed, WrongUsage } from './result.ts';
import { withUnpreparedDesk } from './withDesk.ts';

const NO_KEY_FILE =
  'The key comes from SECRET_KEY and not from a file: keep it yourself, and leave out --with-key.';
const NO_ROOM = 'has too little room. Make some, or give another folder.';

/** `backup DIR`: one moment of the desk in a new or empty folder, while it runs. The key only when it is asked for. */
export async function backupCommand(args: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'with-key': { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const [folder] = positionals;
  if (!folder || positionals.length > 1) throw new WrongUsage('Write: backup DIR [--with-key] [--json]');
  const settings = readSettings();
  const withKey = values['with-key'] ?? false;
  if (withKey && settings.secretKey) return failed(EXIT.no, NO_KEY_FILE);
  return withUnpreparedDesk(async (desk) => {
    if (!(await desk.database.getQueryInterface().tableExists('subject_requests')))
      return failed(EXIT.no, 'There is no desk here yet: nothing was backed up.');
    await keyMustFit(desk);
    const made = await make(desk, resolve(folder), settings, withKey);
    return done(values.json, made, [
      `${made.file}: ${made.bytes} bytes, as at ${made.madeAt}.`,
      withKey
        ? `The key lies beside it in ${KEY_FILE}: whoever has this folder can read everything.`
        : 'The key is not in it: keep it apart, nothing can be read without it.',
    ]);
  });
}

async function make(
  { database, keyring, clock }: Desk,
  folder: string,
  settings: Settings,
  withKey: boolean,
) {
  const kind = database.getDialect() === 'sqlite' ? 'sqlite' : 'postgres';
  const { claim, add, clear } = backupFolder(folder);
  return orUndone(clear, async () => {
    const file = claim(COPY_FILE[kind]);
    const madeAt = clock().toISOString();
    const migrations = await executedMigrations(database);
    if (kind === 'sqlite') await copySqlite(database, file);
    else await copyPostgres(settings.databaseUrl, file, environmentOfPrograms());
    if (withKey) add(KEY_FILE, readFileSync(join(settings.dataDir, KEY_FILE)));
    const digest = await digestOf(file);
    const manifest = { format: 1, database: kind, madeAt, migrations, digest, keyMark: keyMarkOf(keyring) };
    add(MANIFEST_FILE, `${JSON.stringify(manifest, null, 2)}\n`);
    return { file, bytes: statSync(file).size, madeAt, database: kind, withKey };
  }).catch((error) => {
    throw isDiskFull(error) ? new FolderFault(folder, NO_ROOM) : error;
  });
}
