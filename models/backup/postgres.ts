import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Sequelize } from 'sequelize';
import { inTransaction } from '../database/transaction.ts';
import { askOnce, runOnce } from '../database/unprepared.ts';
import { holdsNothing } from './emptiness.ts';
import { DRILL_DATABASE } from './leftDrills.ts';
import { orUndone } from './orUndone.ts';

/** A program of PostgreSQL (such as `pg_dump`) is missing or has failed. */
class ProgramFault extends Error {
  constructor(program: string, why: string) {
    super(`${program} ${why}`);
    this.name = 'ProgramFault';
  }
}

/** Dumps the database as of one moment, while others write. The job queue is left out: the timetable refills it. */
export async function copyPostgres(
  url: string,
  file: string,
  environment: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<void> {
  const whole = ['--format=custom', '--no-owner', '--no-privileges', '--exclude-schema=pgboss'];
  await run('pg_dump', url, [...whole, `--file=${file}`], environment, { signal });
}

/** Restores a dump in the place of an empty desk, in one transaction. */
export async function loadPostgres(url: string, file: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const whole = ['--clean', '--if-exists', '--single-transaction', '--exit-on-error'];
  await run('pg_restore', url, [...whole, '--no-owner', '--no-privileges', file], environment);
}

/**
 * Drops everything of an empty desk, because a dump of an older release does not contain all of today's tables. The schema
 * `public` must be a desk's own. Returns false if the desk is not empty, or if the schema is no desk.
 */
export async function dropEmptyDesk(database: Sequelize): Promise<boolean> {
  return inTransaction(database, async () => {
    const there = await ownObjects(database);
    const isDesk = there.some(({ name }) => name === 'subject_requests');
    if (isDesk)
      await runOnce(
        database,
        'LOCK TABLE subject_requests, submissions, users, drafts IN ACCESS EXCLUSIVE MODE',
      );
    if (!(await holdsNothing(database))) return false;
    for (const { type, identity } of there)
      await runOnce(database, `DROP ${type} IF EXISTS ${identity} CASCADE`);
    return true;
  });
}

/** Tables, sequences and functions of the schema `public`, except those that belong to an extension. */
const ownObjects = (database: Sequelize) =>
  askOnce<{ type: string; name: string | null; identity: string }>(
    database,
    `SELECT object.type, object.name, object.identity
     FROM (SELECT tableoid, oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S')
           UNION ALL SELECT tableoid, oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace) own,
       LATERAL pg_identify_object(own.tableoid, own.oid, 0) object
     WHERE NOT EXISTS (SELECT 1 FROM pg_depend
                       WHERE classid = own.tableoid AND objid = own.oid AND deptype = 'e')`,
  );

/** The version of the local `pg_dump`, such as `15.8`; undefined if it is not installed. */
export async function dumpVersion(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('pg_dump', ['--version'], { env: environment });
    return /\d+(\.\d+)*/.exec(stdout)?.[0];
  } catch {
    return undefined; // it does not run, and that is the answer
  }
}

/** Creates a temporary empty database on the server of `url`: its address, and a function that drops it at once. */
export async function borrowDatabase(
  url: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ url: string; drop(): void }> {
  const name = `${DRILL_DATABASE}${Math.floor(Date.now() / 1000)}_${randomBytes(4).toString('hex')}`;
  await run('createdb', url, [name], environment, { names: 'maintenance-db' });
  const borrowed = new URL(url);
  borrowed.pathname = `/${name}`;
  return { url: borrowed.href, drop: () => dropDatabase(url, name, environment) };
}

/** Drops a database on the server of `url`, at once, so that it can be done while the process ends. */
export function dropDatabase(url: string, name: string, environment: NodeJS.ProcessEnv): void {
  const { args, env } = callFor(url, ['--if-exists', '--force', name], environment, 'maintenance-db');
  execFileSync('dropdb', args, { env, stdio: 'ignore' });
}

/** The password is passed in the environment: every user of the machine can read arguments. */
function callFor(url: string, args: string[], environment: NodeJS.ProcessEnv, names: string) {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  const env = { ...environment, ...(password ? { PGPASSWORD: password } : {}) };
  return { args: [`--${names}=${address.href}`, '--no-password', ...args], env };
}

async function run(
  program: string,
  url: string,
  more: string[],
  environment: NodeJS.ProcessEnv,
  { names = 'dbname', signal }: { names?: string; signal?: AbortSignal } = {},
): Promise<void> {
  const { args, env } = callFor(url, more, environment, names);
  try {
    const running = promisify(execFile)(program, args, { env, signal });
    await orUndone(
      () => running.child.kill(),
      () => running,
    );
  } catch (error) {
    const { code, stderr = '' } = error as { code?: string | number; stderr?: string };
    if (code === 'ENOENT')
      throw new ProgramFault(program, "is not installed: install PostgreSQL's client programs");
    const said = stderr.split('\n').find((line) => line.includes('error:')) ?? `ended with code ${code}`;
    throw new ProgramFault(program, `failed: ${said.replace(/^.*?error: */, '').trim()}`);
  }
}
