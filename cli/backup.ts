import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentOfPrograms, readSettings, type Settings } from '../config.ts';
import { COPY_FILE, digestOf, KEY_FILE, keyMarkOf, MANIFEST_FILE } from '../models/backup/manifest.ts';
import { copyPostgres } from '../models/backup/postgres.ts';
import { copySqlite } from '../models/backup/sqlite.ts';
import type { Desk } from '../models/desk.ts';
import { executedMigrations } from '../models/migrations/index.ts';
import { type CommandResult, done, EXIT, failed, WrongUsage } from './result.ts';
import { withUnpreparedDesk } from './withDesk.ts';

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
  const refusal = whyNot(resolve(folder), settings, withKey);
  if (refusal) return failed(EXIT.no, refusal);
  return withUnpreparedDesk(async (desk) => {
    if (!(await desk.database.getQueryInterface().tableExists('subject_requests')))
      return failed(EXIT.no, 'There is no desk here yet: nothing was backed up.');
    const made = await make(desk, resolve(folder), settings, withKey);
    return done(values.json, made, [
      `${made.file}: ${made.bytes} bytes, as at ${made.madeAt}.`,
      withKey
        ? `The key lies beside it in ${KEY_FILE}: whoever has this folder can read everything.`
        : 'The key is not in it: keep it apart, nothing can be read without it.',
    ]);
  });
}

function whyNot(folder: string, settings: Settings, withKey: boolean): string | undefined {
  if (withKey && settings.secretKey)
    return 'The key comes from SECRET_KEY and not from a file: keep it yourself, and leave out --with-key.';
  if (!existsSync(folder)) return undefined;
  if (!statSync(folder).isDirectory()) return `${folder} is a file. Give a new or empty folder.`;
  return readdirSync(folder).length > 0 ? `${folder} is not empty. Give a new or empty folder.` : undefined;
}

async function make(desk: Desk, folder: string, settings: Settings, withKey: boolean) {
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  try {
    const { database } = desk;
    const kind = database.getDialect() === 'sqlite' ? 'sqlite' : 'postgres';
    const file = join(folder, COPY_FILE[kind]);
    const madeAt = desk.clock().toISOString();
    const migrations = await executedMigrations(database);
    if (kind === 'sqlite') await copySqlite(database, file);
    else await copyPostgres(settings.databaseUrl, file, environmentOfPrograms());
    if (withKey) copyFileSync(join(settings.dataDir, KEY_FILE), join(folder, KEY_FILE));
    const digest = await digestOf(file);
    const manifest = {
      format: 1,
      database: kind,
      madeAt,
      migrations,
      digest,
      keyMark: keyMarkOf(desk.keyring),
    };
    writeFileSync(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
    return { file, bytes: statSync(file).size, madeAt, database: kind, withKey };
  } catch (error) {
    for (const name of [...Object.values(COPY_FILE), KEY_FILE, MANIFEST_FILE])
      rmSync(join(folder, name), { force: true }); // half a backup is none
    throw error;
  }
}
