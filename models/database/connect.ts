import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { QueryTypes, Sequelize } from 'sequelize';
import sqliteDriver from 'sqlite3';
import { mustBeWhole } from './damage.ts';
import { mustBeDurable, type PragmaConnection } from './durability.ts';
import { internalsOf } from './internals.ts';
import { boundWaiting, POSTGRES_LIMITS } from './postgresConnections.ts';
import { planOnce } from './postgresStatements.ts';
import { canOnlyRead, isReadOnly, markReadOnly, readingOf } from './readOnly.ts';
import { closeFile } from './sqliteFile.ts';
import { inWriteQueue, useAsyncLocalStorage } from './transaction.ts';
import { beginAndEndPlainly, leaveOutTheConsole } from './transactionStatements.ts';

useAsyncLocalStorage();
leaveOutTheConsole();

/** Opens the database named by `url`: a `postgres://` address or the path of an sqlite file. Reads nothing yet. */
export function openDatabase(url: string): Sequelize {
  if (isPostgres(url)) return openPostgres(url);
  if (canOnlyRead(url)) return openToRead(url);
  mkdirSync(dirname(url), { recursive: true });
  return openSqlite(url, PRAGMAS);
}

/** Opens a database to look at it: makes no file, and leaves the journal of an sqlite file as it is. */
export function openAsItIs(url: string): Sequelize {
  if (isPostgres(url)) return openPostgres(url);
  return canOnlyRead(url) ? openToRead(url) : openSqlite(url, PRAGMAS_TO_READ, sqliteDriver.OPEN_READWRITE);
}

/** Whether there is something to look at. PostgreSQL says it itself. */
export const isDatabaseThere = (url: string): boolean => isPostgres(url) || existsSync(url);

const isPostgres = (url: string) => /^postgres(ql)?:/.test(url);

const SHARED = { logging: false, define: { underscored: true, timestamps: false } } as const;

function openPostgres(url: string): Sequelize {
  const database = new Sequelize(url, {
    ...SHARED,
    dialect: 'postgres',
    dialectOptions: POSTGRES_LIMITS,
    pool: { max: 10, acquire: 5000 },
  });
  boundWaiting(database);
  beginAndEndPlainly(database);
  planOnce(database);
  return database;
}

function openToRead(file: string): Sequelize {
  const { storage, mode } = readingOf(file);
  const database = openSqlite(storage, PRAGMAS_TO_READ, mode);
  markReadOnly(database);
  return database;
}

function openSqlite(storage: string, pragmas: readonly string[], mode?: number): Sequelize {
  const sqlite = { dialect: 'sqlite', retry: { max: 1 } } as const; // sqlite waits itself
  const database = new Sequelize({
    ...SHARED,
    ...sqlite,
    storage,
    ...(mode && { dialectOptions: { mode } }),
  });
  keepOneWriteConnection(database, pragmas);
  beginAndEndPlainly(database);
  return database;
}

type SqliteConnection = PragmaConnection & {
  uuid?: string;
  run(sql: string, done: (error: Error | null) => void): void;
  close(done?: (error: Error | null) => void): void;
};

/**
 * Moves sqlite's write-ahead log into the file and truncates it, so that deleted data remains nowhere. This fails while an
 * older snapshot is being read, for example by a backup; the next run tries again. It runs on its own connection and does
 * not wait, because waiting would block every writer. PostgreSQL does not need it: vacuum frees the space of dead rows.
 */
export async function emptyWriteAheadLog(database: Sequelize): Promise<void> {
  if (database.getDialect() !== 'sqlite' || isReadOnly(database)) return;
  mustBeWhole(database);
  const options = { type: QueryTypes.RAW, uuid: 'checkpoint' } as const;
  await inWriteQueue(database, async () => {
    await database.query('PRAGMA busy_timeout=0', options);
    await database.query('PRAGMA wal_checkpoint(TRUNCATE)', options);
  });
}

/**
 * For each sqlite connection: wait for other processes, use a write-ahead log, sync each commit to the disk, and overwrite
 * deleted pages. The log is truncated at a checkpoint.
 */
const PRAGMAS = [
  'busy_timeout=5000',
  'journal_mode=WAL',
  'synchronous=FULL',
  'secure_delete=ON',
  'journal_size_limit=0',
];

const PRAGMAS_TO_READ = ['busy_timeout=5000'];

/**
 * Sequelize opens and closes an sqlite connection for each transaction. Here one is reused, and each new one gets the
 * pragmas. They are closed one after another: sqlite moves its write-ahead log into the file when the last connection
 * closes, and of two that close at once neither may take itself for the last.
 */
function keepOneWriteConnection(database: Sequelize, pragmas: readonly string[]): void {
  const { connectionManager: manager } = internalsOf<SqliteConnection>(database);
  const open = manager.getConnection.bind(manager);
  let spare: SqliteConnection | undefined;
  manager.getConnection = async (options = {}) => {
    const name = options.uuid ?? 'default';
    const known = manager.connections[name];
    if (known) return known;
    if (spare && name !== 'default') {
      manager.connections[name] = spare;
      spare = undefined;
      return manager.connections[name];
    }
    const connection = await open(options);
    try {
      for (const pragma of pragmas) await run(connection, `PRAGMA ${pragma}`);
      if (pragmas === PRAGMAS) await mustBeDurable(connection);
    } catch (error) {
      delete manager.connections[name];
      await closeFile(connection);
      throw error;
    }
    return connection;
  };
  manager.releaseConnection = (connection) => {
    if (!connection.uuid) return;
    delete manager.connections[connection.uuid];
    if (spare) void closeFile(connection);
    else spare = connection;
  };
  manager.destroyConnection = async (connection) => {
    if (connection.uuid) delete manager.connections[connection.uuid];
    await closeFile(connection); // which rolls back what it had begun
  };
  const close = database.close.bind(database);
  database.close = async () => {
    const { default: last, ...others } = manager.connections;
    for (const connection of [spare, ...Object.values(others), last])
      if (connection) await closeFile(connection);
    manager.connections = {};
    spare = undefined;
    await close();
  };
}

const run = (connection: SqliteConnection, sql: string) =>
  new Promise<void>((resolve, reject) => {
    connection.run(sql, (error) => (error ? reject(error) : resolve()));
  });
