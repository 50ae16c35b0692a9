import { randomBytes, randomUUID } from 'node:crypto';
import Sqlite from 'better-sqlite3';

type Row = Record<string, unknown>;

const TABLES = ['submissions', 'subject_requests', 'deadlines', 'events', 'letters', 'attachments'] as const;

/** The last id of each table, and the rows after those that are given. */
export function rowsOf(path: string, since: Record<string, number>) {
  const database = new Sqlite(path, { readonly: true });
  const ids: Record<string, number> = {};
  const rows: Record<string, Row[]> = {};
  for (const table of TABLES) {
    ids[table] = Number(database.prepare(`SELECT COALESCE(MAX(id), 0) FROM ${table}`).pluck().get());
    const after = since[table] ?? ids[table];
    rows[table] = database.prepare(`SELECT * FROM ${table} WHERE id > ?`).all(after) as Row[];
  }
  database.close();
  return { ids, rows };
}

/** Writes the rows of one click again, by statements prepared once, on the disk when it returns. */
export function floorOf(path: string, since: Record<string, number>) {
  const { rows } = rowsOf(path, since);
  const [submission = {}] = rows.submissions ?? [];
  const requests = rows.subject_requests ?? [];
  const database = new Sqlite(path);
  for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'secure_delete=ON']) database.pragma(pragma);
  const into = Object.fromEntries(
    TABLES.map((table) => [table, insertInto(database, table, rows[table] ?? [])]),
  );
  const write = (table: string, row: Row) => Number(into[table]?.run(row).lastInsertRowid);
  const insert = database.transaction(() => {
    const submission_id = write('submissions', {
      ...submission,
      form_key: hex(),
      status_token_hash: hex(),
      mailbox_token_hash: hex(),
    });
    const idOf = new Map<unknown, number>();
    for (const row of requests)
      idOf.set(
        row.id,
        write('subject_requests', { ...row, submission_id, reference: `R-${hex().slice(0, 9)}` }),
      );
    for (const table of ['deadlines', 'events', 'attachments'])
      for (const row of rows[table] ?? []) write(table, { ...row, request_id: idOf.get(row.request_id) });
    for (const row of rows.letters ?? [])
      write('letters', {
        ...row,
        request_id: idOf.get(row.request_id),
        ledger_key: hex(),
        message_id: randomUUID(),
      });
  });
  return {
    files: rows.attachments?.length ?? 0,
    insert: () => insert.immediate(),
    close: () => database.close(),
  };
}

const hex = () => randomBytes(32).toString('hex');

function insertInto(database: Sqlite, table: string, [row = {}]: Row[]) {
  const names = Object.keys(row).filter((name) => name !== 'id');
  const places = names.map((name) => `@${name}`).join(', ');
  return database.prepare(
    `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${places})`,
  );
}
