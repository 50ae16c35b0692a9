import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Sequelize } from 'sequelize';
import { installBoss } from '../../jobs/bossSchema.ts';
import { openDatabase } from '../../models/database.ts';
import { defineModels } from '../../models/define.ts';
import { migrate } from '../../models/migrations/index.ts';
import { inTransaction } from '../../models/transaction.ts';

/** Children before their parents. */
const TABLES = [
  'answer_packages',
  'attachments',
  'codes',
  'letters',
  'events',
  'deadlines',
  'facts',
  'subject_requests',
  'request_counts',
  'submissions',
  'draft_files',
  'drafts',
  'invitations',
  'sessions',
  'memberships',
  'users',
  'organisations',
  'policies',
];

type Opened = { database: Sequelize; url: string; remove(): Promise<void> };
let opened: Promise<Opened> | undefined;

/** This process's own database, migrated once, empty: sqlite in a temporary folder, or one made on TEST_DATABASE_URL. */
export async function emptyDatabase(): Promise<Sequelize> {
  if (opened) {
    const { database } = await opened;
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

/** An empty PostgreSQL database beside the one named, and how to drop it. */
export async function newPostgresDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  counter += 1;
  const name = `rightsdesk_test_${process.pid}_${counter}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
let counter = 0;

async function openPostgres(server: string): Promise<Opened> {
  const { url, drop } = await newPostgresDatabase(server);
  return { database: await prepared(url), url, remove: drop };
}

async function openSqlite(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-test-'));
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

async function emptyTables(database: Sequelize): Promise<void> {
  if (database.getDialect() === 'postgres') {
    await database.query(`TRUNCATE ${[...TABLES, 'rate_limits'].join(', ')} RESTART IDENTITY`);
    return;
  }
  await inTransaction(database, async () => {
    const [triggers] = await database.query("SELECT sql FROM sqlite_master WHERE name = 'events_no_delete'");
    await database.query('DROP TRIGGER events_no_delete');
    for (const table of TABLES) await database.query(`DELETE FROM ${table}`);
    await database.query('DELETE FROM sqlite_sequence');
    await database.query((triggers as { sql: string }[])[0]?.sql ?? '');
  });
}
