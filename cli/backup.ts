import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentOfPrograms, readSettings } from '../config.ts';
import { makeBackup } from '../models/backup/make.ts';
import { addBackup } from '../models/backup/series.ts';
import { KEY_FILE } from '../models/crypto/keyFile.ts';
import { keyMustFit } from '../process/secretKey.ts';
import { type CommandResult, done, EXIT, failed, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';
import { isDeskThere, withUnpreparedDesk } from './withDesk.ts';

const USAGE = usageOf('backup');
const NO_KEY_FILE =
  'The key comes from SECRET_KEY, not from a file: keep it yourself, and leave out --with-key.';

/**
 * `backup DIR`: a consistent copy of a running desk in a new or empty folder, or over its own unfinished backup. The key is included
 * only on request. `--keep N` makes a dated folder below DIR and keeps the newest N.
 */
export async function backupCommand(args: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { keep: { type: 'string' }, 'with-key': { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const [named] = positionals;
  if (!named || positionals.length > 1) throw new WrongUsage(USAGE);
  const keep = values.keep === undefined ? undefined : countIn(values.keep);
  const settings = readSettings();
  const withKey = values['with-key'] ?? false;
  if (withKey && settings.secretKey) return failed(EXIT.no, NO_KEY_FILE);
  if (!(await isDeskThere())) return failed(EXIT.no, 'There is no desk here yet: nothing was backed up.');
  return withUnpreparedDesk(async (desk) => {
    await keyMustFit(desk);
    const folder = resolve(named);
    const source = { databaseUrl: settings.databaseUrl, environment: environmentOfPrograms() };
    const keyFile = withKey ? join(settings.dataDir, KEY_FILE) : undefined;
    const { removed, ...made } =
      keep === undefined
        ? { ...(await makeBackup(desk, folder, source, { keyFile })), removed: undefined }
        : await addBackup(desk, { ...source, folder, keep }, { keyFile });
    return done(values.json, { ...made, withKey, ...(removed && { removed }) }, [
      `${made.file}: ${made.bytes} bytes, as at ${made.madeAt}.`,
      withKey
        ? `The key is beside it in ${KEY_FILE}: anybody with this folder can read everything.`
        : 'The key is not included: keep it separately, nothing can be read without it.',
      ...(removed ?? []).map((old) => `Removed ${old}.`),
    ]);
  });
}

function countIn(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new WrongUsage(`--keep takes a whole number from 1 to 9999, not "${text.slice(0, 20)}". ${USAGE}`);
  return Number(text);
}
