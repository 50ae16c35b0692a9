import { once } from 'node:events';
import pg from 'pg';
import type { Sequelize } from 'sequelize';
import type { Batch, Sink } from './rows.ts';

/** Rows go by COPY, without the indexes and the references between tables, which are made again in the end. */
export async function intoPostgres(database: Sequelize, tables: readonly string[]): Promise<Sink> {
  const { host, port, username, password, database: name } = database.config;
  const client = new pg.Client({
    host,
    port: Number(port ?? 5432),
    user: username,
    password: password ?? undefined,
    database: name,
  });
  await client.connect();
  const run = async (statements: string[]) => {
    for (const sql of statements) await client.query(sql);
  };
  const ours = `'{${tables}}'::regclass[]`;
  const indexes = await listed(
    client,
    `SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS made FROM pg_index
    WHERE indrelid = ANY (${ours}) AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)`,
  );
  const references = await listed(
    client,
    `SELECT format('%s DROP CONSTRAINT %I', conrelid::regclass, conname) AS name,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS made
    FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY (${ours})`,
  );
  await run(['SET synchronous_commit = off', "SET maintenance_work_mem = '256MB'"]);
  await run(references.map(({ name }) => `ALTER TABLE ${name}`));
  await run(indexes.map(({ name }) => `DROP INDEX ${name}`));
  return {
    async write(batches) {
      await client.query('BEGIN');
      for (const batch of batches) await copy(client, batch);
      await client.query('COMMIT');
    },
    async end() {
      await run([...indexes, ...references].map(({ made }) => made));
      await run(
        tables.map(
          (table) =>
            `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT MAX(id) FROM ${table}))`,
        ),
      );
      await run(['VACUUM ANALYZE']);
      await client.end();
    },
  };
}

const listed = async (client: pg.Client, sql: string) =>
  (await client.query<{ name: string; made: string }>(sql)).rows;

/** `pg` reads COPY's question and leaves the answer to its query. */
class Copy extends pg.Query {
  readonly content: string;

  constructor(sql: string, text: string) {
    super(sql);
    this.content = text;
  }

  handleCopyInResponse(connection: { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }): void {
    connection.sendCopyFromChunk(Buffer.from(this.content));
    connection.endCopyFrom();
  }
}

async function copy(client: pg.Client, { table, columns, rows }: Batch): Promise<void> {
  const names = columns.map((column) => `"${column}"`);
  const text = rows.map((row) => `${row.map(said).join('\t')}\n`).join('');
  const query = new Copy(`COPY ${table} (${names}) FROM STDIN`, text);
  client.query(query);
  await once(query, 'end');
}

/** A value in the text form of COPY. */
function said(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value.replace(ESCAPED, (sign) => ESCAPES[sign] ?? '') : String(value);
}
const ESCAPED = /[\\\n\r\t]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
