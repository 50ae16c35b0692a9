import { createHash } from 'node:crypto';
import { postgresSide } from './postgresSide.ts';
import type { CopyTable, Side, SqlValue } from './side.ts';
import { sqliteSide } from './sqliteSide.ts';

/** The result for one table: its rows, the rows written in this run, and whether both sides are equal. */
type Copied = { table: string; rows: number; written: number; same: boolean };

const isPostgres = (url: string) => /^postgres/.test(url);

/**
 * Copies all rows of a desk into the tables of another database, in the order of their keys, and compares both. Nobody may write to
 * the first database meanwhile. Rows from an interrupted copy are not copied again.
 */
export async function copyDesk(
  from: string,
  to: string,
  isOurs: (table: string) => boolean,
): Promise<Copied[]> {
  const [source, target] = [await sideAt(from), await sideAt(to)];
  try {
    const tables = (await tablesAt(isPostgres(from) ? from : to)).filter(({ name }) => isOurs(name));
    await source.hold(tables);
    const copied: Copied[] = [];
    for (const table of tables) {
      const written = table.kept ? 0 : await copyTable(table, source, target);
      if (!table.kept) await target.numberOn(table);
      copied.push({ table: table.name, written, same: false, rows: 0 });
    }
    for (const [nth, table] of tables.entries())
      Object.assign(copied[nth] as Copied, await compared(table, source, target));
    return copied;
  } finally {
    await source.close();
    await target.close();
  }
}

const sideAt = (url: string): Promise<Side> => (isPostgres(url) ? postgresSide(url) : sqliteSide(url));

async function tablesAt(url: string): Promise<CopyTable[]> {
  const side = await postgresSide(url);
  return side.tables().finally(() => side.close());
}

/** Rows per statement: file parts are large, and the number of bound values is limited. */
const mostOf = ({ columns }: CopyTable): number =>
  columns.some(({ kind }) => kind === 'bytes') ? 50 : Math.max(1, Math.floor(10_000 / columns.length));

async function copyTable(table: CopyTable, source: Side, target: Side): Promise<number> {
  let written = 0;
  let after = await target.lastKey(table);
  for (;;) {
    const rows = await source.rows(table, after, mostOf(table));
    const last = rows.at(-1);
    if (!last) return written;
    await target.write(table, rows);
    written += rows.length;
    after = keyIn(table, last);
  }
}

const keyIn = ({ columns, key }: CopyTable, row: SqlValue[]): SqlValue[] =>
  key.map((name) => row[columns.findIndex((column) => column.name === name)] ?? null);

async function compared(
  table: CopyTable,
  source: Side,
  target: Side,
): Promise<{ rows: number; same: boolean }> {
  const rows = await source.count(table);
  if (rows !== (await target.count(table))) return { rows, same: false };
  return { rows, same: (await digestOf(table, source)) === (await digestOf(table, target)) };
}

/** SHA-256 of every cell of a table, in the order of its key. */
async function digestOf(table: CopyTable, side: Side): Promise<string> {
  const hash = createHash('sha256');
  for (let after: SqlValue[] | undefined; ; ) {
    const rows = await side.rows(table, after, mostOf(table));
    for (const row of rows)
      for (const cell of row) {
        const bytes = Buffer.isBuffer(cell) ? cell : Buffer.from(String(cell));
        hash.update(`${cell === null ? 'nothing' : typeof cell} ${bytes.length}:`).update(bytes);
      }
    const last = rows.at(-1);
    if (!last) return hash.digest('hex');
    after = keyIn(table, last);
  }
}
