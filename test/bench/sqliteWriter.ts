/**
 * Writes what it is sent into an sqlite file, without waiting for the disk and without the indexes, which are made again in
 * the end: `node test/bench/sqliteWriter.ts FILE TABLE...`, with a channel. It answers each message.
 */
import Sqlite from 'better-sqlite3';
import type { Batch } from './rows.ts';

const [path = '', ...tables] = process.argv.slice(2);
const database = new Sqlite(path);
for (const setting of [
  'synchronous = OFF',
  'cache_size = -1000000',
  'wal_autocheckpoint = 50000',
  'foreign_keys = OFF',
])
  database.pragma(setting);
const indexes = database
  .prepare(
    `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (${tables.map(() => '?')})`,
  )
  .all(...tables) as { name: string; sql: string }[];
for (const { name } of indexes) database.exec(`DROP INDEX ${name}`);

const write = database.transaction((batches: Batch[]) => {
  for (const { table, columns, rows } of batches) {
    const names = columns.map((column) => `"${column}"`);
    const insert = database.prepare(`INSERT INTO ${table} (${names}) VALUES (${names.map(() => '?')})`);
    for (const row of rows) insert.run(row.map(stored));
  }
});

/** As Sequelize stores it there: a moment as text with an offset. */
function stored(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', ' +00:00');
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value;
}

function settle(): void {
  for (const { sql } of indexes) database.exec(sql);
  database.exec('ANALYZE');
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

process.on('message', (message: Batch[] | 'end') => {
  if (message === 'end') settle();
  else write(message);
  process.send?.('done');
});
process.send?.('ready');
