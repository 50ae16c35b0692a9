import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Sequelize } from 'sequelize';
import { inTransaction } from '../transaction.ts';
import { holdsNothing } from './emptiness.ts';

type Environment = Record<string, string | undefined>;

/** PostgreSQL's own programs do this work; one is not there, or said no. */
export class ProgramFault extends Error {
  constructor(program: string, why: string) {
    super(`${program} ${why}`);
    this.name = 'ProgramFault';
  }
}

/** One moment of the database as a dump, while others write. The queue of jobs is left out: the timetable fills it. */
export async function copyPostgres(url: string, file: string, environment: Environment): Promise<void> {
  await run(
    'pg_dump',
    url,
    ['--format=custom', '--no-owner', '--no-privileges', '--exclude-schema=pgboss', `--file=${file}`],
    environment,
  );
}

/** Puts a dump in the place of an empty desk, in one transaction. */
export async function loadPostgres(url: string, file: string, environment: Environment): Promise<void> {
  const whole = ['--clean', '--if-exists', '--single-transaction', '--exit-on-error'];
  await run('pg_restore', url, [...whole, '--no-owner', '--no-privileges', file], environment);
}

/** Takes away the tables of a desk that holds nothing, since a dump of an older release knows fewer; false when it holds something. */
export async function dropEmptyDesk(database: Sequelize): Promise<boolean> {
  return inTransaction(database, async () => {
    const tables = (await database.getQueryInterface().showAllTables()) as string[];
    if (tables.includes('subject_requests')) {
      await database.query(
        'LOCK TABLE subject_requests, submissions, users, drafts IN ACCESS EXCLUSIVE MODE',
      );
    }
    if (!(await holdsNothing(database))) return false;
    const ours = Object.values(database.models).map((model) => String(model.getTableName()));
    for (const table of [...ours, 'migrations', 'rate_limits'])
      await database.query(`DROP TABLE IF EXISTS "${table}" CASCADE`);
    await database.query('DROP FUNCTION IF EXISTS events_are_append_only');
    return true;
  });
}

/** The password goes by the environment: arguments can be read by everybody on the machine. */
async function run(program: string, url: string, args: string[], environment: Environment): Promise<void> {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  const env = { ...environment, ...(password ? { PGPASSWORD: password } : {}) };
  try {
    await promisify(execFile)(program, [`--dbname=${address.href}`, '--no-password', ...args], { env });
  } catch (error) {
    const { code, stderr = '' } = error as { code?: string | number; stderr?: string };
    if (code === 'ENOENT')
      throw new ProgramFault(program, "is not installed here: install PostgreSQL's client programs");
    const said = stderr.split('\n').find((line) => line.includes('error:')) ?? `ended with code ${code}`;
    throw new ProgramFault(program, `could not do it: ${said.replace(/^.*?error: */, '').trim()}`);
  }
}
