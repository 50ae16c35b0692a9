import { parseArgs } from 'node:util';
import type { Sequelize } from 'sequelize';
import { ConfigurationFault, readSettings, type Settings } from '../config.ts';
import { isTableOfDesk } from '../models/backup/emptiness.ts';
import { isInUse } from '../models/backup/inUse.ts';
import { copyDesk } from '../models/copy/copyDesk.ts';
import { beginCopy, endCopy, isHalfCopied, whyNoCopyInto } from '../models/copy/marker.ts';
import { isDamage } from '../models/database/damage.ts';
import { verifyChains } from '../models/event/verify.ts';
import { pendingMigrations } from '../models/migrations/pending.ts';
import { lookAtDatabase, openDatabaseOf } from '../process/openDatabase.ts';
import { bringUpToDate } from '../process/prepareDesk.ts';
import { chainFault } from './chainFault.ts';
import { type CommandResult, done, EXIT, failed, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';

const USAGE = usageOf('copy');
const SAME_KIND =
  'Both databases are of the same kind: copy goes from sqlite to PostgreSQL or back. Otherwise use backup and restore.';
const NO_DESK = 'There is no desk here, or a part of one, or one of an earlier release: run migrate first.';
const IN_USE = 'A process has this desk open: stop it, then copy.';
const REFUSALS = {
  desk: 'There is a desk in that database already, and not one that such a copy has begun: give an empty database.',
  foreign: 'There are tables of another program in that database: give an empty one.',
};

/**
 * `copy --to DATABASE_URL`: copies the whole desk into an empty one on the other database and compares every cell. Run again after an
 * interruption, it resumes. Looks at both before it writes anything.
 */
export async function copyCommand(args: string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { to: { type: 'string' }, json: { type: 'boolean' } },
  });
  if (!values.to || positionals.length > 0) throw new WrongUsage(USAGE);
  const settings = readSettings();
  const target = targetOf(settings, values.to);
  if (isPostgres(settings.databaseUrl) === isPostgres(target.databaseUrl)) return failed(EXIT.no, SAME_KIND);
  const refusal = (await whyNotFrom(settings)) ?? (await asTarget(() => whyNotInto(target)));
  if (refusal) return failed(EXIT.no, refusal);
  const database = await asTarget(() => openDatabaseOf(target));
  try {
    await asTarget(() => bringUpToDate({ database }));
    return await copyInto(database, settings.databaseUrl, target.databaseUrl, values.json);
  } finally {
    await database.close();
  }
}

/** Reads `--to` by the rules of the setting. */
function targetOf(settings: Settings, to: string): Settings {
  try {
    const { databaseUrl } = readSettings({ DATABASE_URL: to });
    return { ...settings, databaseUrl };
  } catch (error) {
    if (error instanceof ConfigurationFault) throw new WrongUsage(`--to is not a database address. ${USAGE}`);
    throw error;
  }
}

const isPostgres = (url: string) => /^postgres/.test(url);

async function whyNotFrom(settings: Settings): Promise<string | undefined> {
  const found = await lookAtDatabase(settings, async (source) => {
    const isWhole = (await pendingMigrations(source)).length === 0 && !(await isHalfCopied(source));
    return isWhole && { inUse: await isInUse(source) };
  });
  if (!found) return NO_DESK;
  return found.inUse ? IN_USE : undefined;
}

async function whyNotInto(target: Settings): Promise<string | undefined> {
  const why = await lookAtDatabase(target, whyNoCopyInto);
  return why && REFUSALS[why];
}

/** Tells what is wrong with the target as a fault of `--to`, not of the desk's own setting. */
async function asTarget<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    if (isDamage(error))
      throw new ConfigurationFault(
        '--to',
        'the file is no sqlite database, or a damaged one',
        'Give another',
      );
    error.message = error.message.replaceAll('DATABASE_URL', '--to');
    throw error;
  }
}

async function copyInto(
  database: Sequelize,
  from: string,
  to: string,
  json?: boolean,
): Promise<CommandResult> {
  await beginCopy(database);
  const tables = await copyDesk(from, to, (name) => isTableOfDesk(database, name));
  const differing = tables.filter(({ same }) => !same).map(({ table }) => table);
  const walked = await verifyChains({ database });
  const { requests, events, firstBroken, notCheckable } = walked;
  if (differing.length > 0)
    return failed(
      EXIT.no,
      `The two databases differ in ${differing.join(', ')}. Start again with an empty database.`,
    );
  await endCopy(database);
  const says = chainFault(walked, ', as in the desk that was copied') ?? 'Every chain holds.';
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  return done(json, { requests, events, firstBroken, notCheckable, tables }, [
    `${requests} requests, ${events} events, ${rows} rows in ${tables.length} tables: the same on both sides. ${says}`,
    'Start the desk with that DATABASE_URL and the same key. The old database is unchanged: do not use it any more.',
  ]);
}
