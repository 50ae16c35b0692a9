import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Sequelize } from 'sequelize';
import { environmentOfPrograms, readSettings, type Settings } from '../config.ts';
import { keyMustFit } from '../deskKey.ts';
import { backupFolder, FolderFault } from '../models/backup/folder.ts';
import { COPY_FILE, digestOf, keyMarkOf } from '../models/backup/manifest.ts';
import { orUndone } from '../models/backup/orUndone.ts';
import { copyPostgres } from '../models/backup/postgres.ts';
import { copySqlite } from '../models/backup/sqlite.ts';
import { faultIn } from '../models/check.ts';
import { Damaged } from '../models/damage.ts';
import type { Desk } from '../models/desk.ts';
import { executedMigrations } from '../models/schema.ts';
import { KEY_FILE } from '../models/secretKey.ts';
import { isDiskFull } from '../models/unavailable.ts';
import { type CommandResult, done, EXIT, failed, WrongUsage } from './result.ts';
import { withUnpreparedDesk } from './withDesk.ts';

const NO_KEY_FILE =
  'The key comes from SECRET_KEY and not from a file: keep it yourself, and leave out --with-key.';
const NO_ROOM = 'has too little room. Make some, or give another folder.';

/** `backup DIR`: one moment of the desk in a new or empty folder, or over one of its own that was not finished, while it runs. The key only when it is asked for. */
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

/** Reads every row before it copies any: a damaged file would be copied as if it were good. */
async function copyWhole(database: Sequelize, file: string): Promise<void> {
  const fault = await faultIn(database, 'integrity_check');
  if (fault) throw new Damaged(fault);
  await copySqlite(database, file);
}

async function make(
  { database, keyring, clock }: Desk,
  folder: string,
  settings: Settings,
  withKey: boolean,
) {
  const kind = database.getDialect() === 'sqlite' ? 'sqlite' : 'postgres';
  const keyMark = keyMarkOf(keyring);
  const { claim, add, finish, clear } = backupFolder(folder, { keyMark, withKey });
  return orUndone(clear, async () => {
    const file = await claim(COPY_FILE[kind]);
    const madeAt = clock().toISOString();
    const migrations = await executedMigrations(database);
    if (kind === 'sqlite') await copyWhole(database, file);
    else await copyPostgres(settings.databaseUrl, file, environmentOfPrograms());
    if (withKey) add(KEY_FILE, readFileSync(join(settings.dataDir, KEY_FILE)));
    const digest = await digestOf(file);
    await finish({ format: 1, database: kind, madeAt, migrations, digest, keyMark });
    return { file, bytes: statSync(file).size, madeAt, database: kind, withKey };
  }).catch((error) => {
    throw isDiskFull(error) ? new FolderFault(folder, NO_ROOM) : error;
  });
}
