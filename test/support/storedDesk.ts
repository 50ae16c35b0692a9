import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { QueryTypes, type Sequelize } from 'sequelize';
import { openDatabase } from '../../models/database/connect.ts';
import { closeTestDatabase, migrateAsFarAs, newPostgresDatabase } from './database.ts';

type Cell = string | number | null | { bytes: string };
type Row = Record<string, Cell>;
/** The rows of a desk by table, in an order that references allow, and its secret key. */
type Stored = { secretKey: string; migrations: { name: string }[] } & Record<string, Row[] | string>;

/** Tables that triggers fill. */
const BY_TRIGGERS = ['migrations', 'request_counts'];

/**
 * A desk as release 0.1.0 left it, with that schema: a year of two invented organisations, filled by that release's `npm run
 * demo` up to 20 November 2026 and stored in `test/fixtures`. Nothing of this release has touched it.
 */
export async function deskOfRelease010({ server = process.env.TEST_DATABASE_URL } = {}) {
  const stored = JSON.parse(
    gunzipSync(readFileSync(join(import.meta.dirname, '../fixtures/desk-0.1.0.json.gz'))).toString(),
  ) as Stored;
  await closeTestDatabase(); // the models belong to one database at a time
  const place = server ? await newPostgresDatabase(server) : inFolder();
  await migrateAsFarAs(String(stored.migrations.at(-1)?.name), place.url);
  const database = openDatabase(place.url);
  for (const [table, rows] of Object.entries(stored))
    if (Array.isArray(rows) && !BY_TRIGGERS.includes(table)) await write(database, table, rows);
  const secret = Buffer.from(stored.secretKey, 'base64');
  return {
    database,
    url: place.url,
    secret,
    rows: <R extends object>(table: string) => stored[table] as unknown as R[],
    close: async () => {
      await database.close();
      await place.drop();
    },
  };
}

function inFolder(): { url: string; drop(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-stored-'));
  return { url: join(folder, 'desk.sqlite'), drop: async () => rmSync(folder, { recursive: true }) };
}

async function write(database: Sequelize, table: string, rows: Row[]): Promise<void> {
  const columns = await database.getQueryInterface().describeTable(table);
  const isFlag = (name: string) => columns[name]?.type === 'BOOLEAN';
  for (const row of rows) {
    const names = Object.keys(row);
    const bind = names.map((name) => cellIn(row[name] as Cell, isFlag(name)));
    const places = names.map((_, nth) => `$${nth + 1}`).join(', ');
    const sql = `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${places})`;
    await database.query(sql, { bind, type: QueryTypes.INSERT });
  }
  if (
    database.getDialect() === 'postgres' &&
    columns.id &&
    rows.length > 0 &&
    typeof rows[0]?.id === 'number'
  )
    await database.query(
      `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT MAX(id) FROM ${table}))`,
    );
}

function cellIn(cell: Cell, isFlag: boolean): unknown {
  if (isFlag && cell !== null) return cell === 1;
  return typeof cell === 'object' && cell !== null ? Buffer.from(cell.bytes, 'base64') : cell;
}
