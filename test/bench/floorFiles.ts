import { createCipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { isPostgres } from './databases.ts';

type Row = Record<string, unknown> & { data: Buffer };

/** Writes the rows of the files of one click again, in a transaction of their own, on the disk when it returns. */
export type FilesFloor = {
  /** How many rows. */
  files: number;
  /** As whoever gives a file to a request must: its key sealed and its digest made anew for each row. */
  sealed(): Promise<void>;
  /** The rows as they are: no key is sealed. */
  bare(): Promise<void>;
  close(): Promise<void>;
};

/** The floor of the files that the last click on this database gave to its requests: bare statements of the same database, prepared once. */
export async function filesFloorOf(url: string, files: number): Promise<FilesFloor> {
  const { rows, write, close } = isPostgres(url) ? await onPostgres(url, files) : onSqlite(url, files);
  const key = createSecretKey(randomBytes(32));
  return {
    files: rows.length,
    sealed: async () => write(rows.map((row) => ({ ...row, ...sealedAnew(key, row.data) }))),
    bare: async () => write(rows),
    close,
  };
}

/** By node's own cipher: as many bytes, under a new nonce. */
function sealedAnew(key: ReturnType<typeof createSecretKey>, { length }: Buffer) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = cipher.update(Buffer.alloc(length - 28));
  cipher.final();
  const digest = createHmac('sha256', key).update(nonce.toString('hex')).digest('hex');
  return { data: Buffer.concat([nonce, cipher.getAuthTag(), sealed]), digest };
}

const LAST = 'SELECT * FROM attachments ORDER BY id DESC LIMIT';
const namesOf = ([row]: Row[]) => Object.keys(row ?? {}).filter((name) => name !== 'id');

function onSqlite(path: string, files: number) {
  const database = new Sqlite(path);
  for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'secure_delete=ON']) database.pragma(pragma);
  const rows = database.prepare(`${LAST} ${files}`).all() as Row[];
  const names = namesOf(rows);
  const insert = database.prepare(
    `INSERT INTO attachments (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
  );
  const all = database.transaction((given: Row[]) => {
    for (const row of given) insert.run(row);
  });
  const write = async (given: Row[]): Promise<void> => all.immediate(given);
  return { rows, write, close: async () => void database.close() };
}

/** One statement for all: a way to the server for each row would be no floor. */
async function onPostgres(url: string, files: number) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Row>(`${LAST} ${files}`);
  const names = namesOf(rows);
  const places = rows.map(
    (_, row) => `(${names.map((_, nth) => `$${row * names.length + nth + 1}`).join(', ')})`,
  );
  const text = `INSERT INTO attachments (${names.join(', ')}) VALUES ${places.join(', ')}`;
  const write = async (given: Row[]): Promise<void> => {
    await client.query('BEGIN');
    await client.query({
      name: 'files',
      text,
      values: given.flatMap((row) => names.map((name) => row[name])),
    });
    await client.query('COMMIT');
  };
  return { rows, write, close: () => client.end() };
}
