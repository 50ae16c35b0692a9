import { parseArgs } from 'node:util';
import type { Sequelize } from 'sequelize';
import { ConfigurationFault, readSettings } from '../config.ts';
import { installBoss } from '../jobs/pgBossSchema.ts';
import { copyDesk } from '../models/copy/copyDesk.ts';
import { beginCopy, endCopy, isHalfCopied } from '../models/copy/marker.ts';
import { verifyChains } from '../models/event/verify.ts';
import { migrate } from '../models/migrations/index.ts';
import { pendingMigrations } from '../models/migrations/pending.ts';
import { openDatabaseOf } from '../process/openDesk.ts';
import { type CommandResult, done, EXIT, failed, WrongUsage } from './result.ts';

const USAGE = 'Write: copy --to DATABASE_URL [--json]';
const SAME_KIND =
  'Both are of one kind: a desk is copied from sqlite to PostgreSQL or back. Else take backup and restore.';
const NOT_EMPTY =
  'There is a desk in that database already, and not one that such a copy has begun: give an empty database.';
const NO_DESK = 'There is no desk here, or a part of one, or one of an earlier release: run migrate first.';

/**
 * `copy --to DATABASE_URL`: copies the whole desk into an empty one on the other database and compares every cell. Run again after an
 * interruption, it resumes.
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

  const source = await openDatabaseOf(settings);
  const isDesk = await isWhole(source).finally(() => source.close());
  if (!isDesk) return failed(EXIT.no, NO_DESK);
  const database = await openDatabaseOf(target);
  try {
    await migrate(database);
    await installBoss(database);
    if (!(await beginCopy(database))) return failed(EXIT.no, NOT_EMPTY);
    const tables = await copyDesk(settings.databaseUrl, target.databaseUrl);
    const differing = tables.filter(({ same }) => !same).map(({ table }) => table);
    const { requests, events, firstBroken } = await verifyChains({ database });
    if (differing.length > 0)
      return failed(
        EXIT.no,
        `Not the same on both sides: ${differing.join(', ')}. Begin again with an empty database.`,
      );
    await endCopy(database);
    const says = firstBroken
      ? `Broken at ${firstBroken.reference}, event ${firstBroken.sequence}, as in the desk that was copied: ${firstBroken.why}.`
      : 'Every chain holds.';
    const rows = tables.reduce((sum, one) => sum + one.rows, 0);
    return done(values.json, { requests, events, firstBroken, tables }, [
      `${requests} requests, ${events} events, ${rows} rows in ${tables.length} tables: the same on both sides. ${says}`,
      'Start the desk with that DATABASE_URL and the same key. The old database is as it was: let nobody work on it any more.',
    ]);
  } finally {
    await database.close();
  }
}

const isWhole = async (source: Sequelize): Promise<boolean> =>
  (await pendingMigrations(source)).length === 0 && !(await isHalfCopied(source));

const isPostgres = (url: string) => /^postgres/.test(url);

/** Reads `--to` by the rules of the setting. */
function targetOf(settings: ReturnType<typeof readSettings>, to: string) {
  try {
    const { databaseUrl } = readSettings({ DATABASE_URL: to });
    return { ...settings, databaseUrl };
  } catch (error) {
    if (error instanceof ConfigurationFault) throw new WrongUsage(`--to names no database we know. ${USAGE}`);
    throw error;
  }
}
