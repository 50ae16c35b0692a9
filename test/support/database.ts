import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Sequelize } from 'sequelize';
import { installBoss } from '../../jobs/pgBossSchema.ts';
import { openDatabase } from '../../models/database/connect.ts';
import { inTransaction } from '../../models/database/transaction.ts';
import { defineModels } from '../../models/define.ts';
import { migrate } from '../../models/migrations/index.ts';
import { migrationsInFolder } from '../../models/migrations/pending.ts';
import { User } from '../../models/user.ts';

/** The tables that acts write to, children before their parents. */
export const TABLES = [
  'bulk_items',
  'bulk_runs',
  'text_prints',
  'person_links',
  'worksheets',
  'saved_views',
  'request_tags',
  'tags',
  'transmissions',
  'tasks',
  'owner_links',
  'systems',
  'answer_drafts',
  'answer_files',
  'answer_packages',
  'attachments',
  'codes',
  'letters',
  'letter_templates',
  'phrases',
  'letterheads',
  'letter_logos',
  'last_backup',
  'last_drill',
  'last_restore',
  'mail_path',
  'events',
  'deadlines',
  'facts',
  'counted_ends',
  'subject_requests',
  'request_counts',
  'submissions',
  'draft_files',
  'drafts',
  'file_parts',
  'file_contents',
  'absences',
  'calendar_links',
  'invitations',
  'sessions',
  'memberships',
  'users',
  'register_imports',
  'organisation_policies',
  'settings_changes',
  'organisations',
  'policies',
];

type Opened = { database: Sequelize; url: string; remove(): Promise<void> };
let opened: Promise<Opened> | undefined;

/**
 * This process's own database, migrated once and emptied: sqlite in a temporary folder, or one created on
 * TEST_DATABASE_URL.
 */
export async function emptyDatabase(): Promise<Sequelize> {
  if (opened) {
    const { database } = await opened;
    if (User.sequelize !== database) defineModels(database); // a test beside this one had a database of its own
    await emptyTables(database);
    return database;
  }
  opened = process.env.TEST_DATABASE_URL ? openPostgres(process.env.TEST_DATABASE_URL) : openSqlite();
  return (await opened).database;
}

/** The address of this process's database, for tests that start another process on it. */
export async function testDatabaseUrl(): Promise<string> {
  await emptyDatabase();
  return (await (opened as Promise<Opened>)).url;
}

export async function closeTestDatabase(): Promise<void> {
  const last = await opened;
  opened = undefined;
  await last?.database.close();
  await last?.remove();
}

/** Closes the idle connections of a database, so that no process seems to have the desk open. */
export async function letGo(database: Sequelize): Promise<void> {
  const { pool } = database.connectionManager as unknown as { pool?: { destroyAllNow(): Promise<void> } };
  await pool?.destroyAllNow();
}

/** Where a process has its sqlite: in memory where Linux has room there, since most of a test's time would be waits for the disk; TMPDIR has the say. */
const place = (): string =>
  !process.env.TMPDIR && roomIn('/dev/shm') > 4 * 1024 ** 3 ? '/dev/shm' : tmpdir();

/** A folder on another disk than the data of a test. */
export const OTHER_DISK = place() === tmpdir() || process.env.TEST_DATABASE_URL ? '/dev/shm' : tmpdir();

function roomIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Names what this test run creates, also when its files run in several processes: mocha's main process removes it. */
const run = process.env.MOCHA_WORKER_ID ? process.ppid : process.pid;
const FOLDER = `rightsdesk-test-${run}-`;
const DATABASE = `rightsdesk_test_${run}_`;

/** Removes what processes of this run left behind when they ended without closing. */
export async function removeTestDatabases(): Promise<void> {
  for (const name of readdirSync(place()).filter((one) => one.startsWith(FOLDER))) {
    rmSync(join(place(), name), { recursive: true });
  }
  const server = process.env.TEST_DATABASE_URL;
  if (!server) return;
  const left = await onServer(server, `SELECT datname FROM pg_database WHERE datname LIKE '${DATABASE}%'`);
  for (const { datname } of left) await onServer(server, `DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
}

async function onServer(server: string, sql: string): Promise<{ datname: string }[]> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

/** Creates an empty PostgreSQL database on the same server; returns its address and how to drop it. */
export async function newPostgresDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  counter += 1;
  const name = `${DATABASE}${process.pid}_${counter}`;
  const drop = async () => void (await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  await drop();
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop };
}
let counter = 0;

async function openPostgres(server: string): Promise<Opened> {
  const { url, drop } = await newPostgresDatabase(server);
  return { database: await prepared(url), url, remove: drop };
}

async function openSqlite(): Promise<Opened> {
  const folder = mkdtempSync(join(place(), FOLDER));
  const url = join(folder, 'test.sqlite');
  return { database: await prepared(url), url, remove: async () => rmSync(folder, { recursive: true }) };
}

async function prepared(url: string): Promise<Sequelize> {
  const database = openDatabase(url);
  defineModels(database);
  await migrate(database);
  await installBoss(database);
  return database;
}

/** Migrates a database to an older release's schema, up to the named migration. */
export async function migrateAsFarAs(last: string, url: string): Promise<void> {
  const database = openDatabase(url);
  await inTransaction(database, async () => {
    await database.query('CREATE TABLE migrations (name VARCHAR(100) PRIMARY KEY)');
    for (const name of migrationsInFolder().filter((each) => each <= last)) {
      const { up } = await import(`../../models/migrations/${name}.ts`);
      await up(database.getQueryInterface());
      await database.query('INSERT INTO migrations (name) VALUES (:name)', { replacements: { name } });
    }
  });
  await database.close();
}

/** By DELETE, without triggers: TRUNCATE makes new files of each table, and took half the time of the whole suite. */
const EMPTIED = `BEGIN; SET LOCAL session_replication_role = replica;
  ${[...TABLES, 'rate_limits'].map((name) => `DELETE FROM ${name};`).join(' ')}
  SELECT setval(format('%I.%I', schemaname, sequencename), start_value, false) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL;
  COMMIT`;

async function emptyTables(database: Sequelize): Promise<void> {
  if (database.getDialect() === 'postgres') {
    await database.query(EMPTIED);
    return;
  }
  await inTransaction(database, async () => {
    const [triggers] = await database.query(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_delete'",
    );
    for (const { name } of triggers as { name: string }[]) await database.query(`DROP TRIGGER ${name}`);
    for (const table of TABLES) await database.query(`DELETE FROM ${table}`);
    await database.query('DELETE FROM sqlite_sequence');
    for (const { sql } of triggers as { sql: string }[]) await database.query(sql);
  });
}
