import { closeFile, openFile } from '../database/sqliteFile.ts';
import {
  type CopyColumn,
  fromClauseOf,
  places,
  quotedNames,
  type Side,
  type SqlValue,
  storedMoment,
} from './side.ts';

export async function sqliteSide(path: string): Promise<Side> {
  const file = await openFile(path);
  file.configure('busyTimeout', 5000);
  const ask = <Row extends object>(sql: string, values: SqlValue[] = []) =>
    new Promise<Row[]>((resolve, reject) => {
      file.all<Row>(sql, values, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  await ask('PRAGMA synchronous=FULL');
  return {
    hold: async () => void (await ask('BEGIN IMMEDIATE')),
    rows: async (table, after, most) => {
      const { columns, key } = table;
      const from = after ? `WHERE (${quotedNames(key)}) > (${key.map(() => '?').join(', ')})` : '';
      const rows = await ask<Record<string, SqlValue>>(
        `SELECT ${quotedNames(columns.map((one) => one.name))} FROM ${fromClauseOf(table)} ${from} ORDER BY ${quotedNames(key)} LIMIT ${most}`,
        after ?? [],
      );
      return rows.map((row) => columns.map((column) => cellOf(row[column.name] ?? null, column)));
    },
    write: async ({ name, columns }, rows) =>
      void (await ask(
        `INSERT INTO "${name}" (${quotedNames(columns.map((one) => one.name))}) VALUES ${places(rows.length, columns, () => '?')}`,
        rows.flat(),
      )),
    count: async (table) =>
      (await ask<{ n: number }>(`SELECT COUNT(*) AS n FROM ${fromClauseOf(table)}`))[0]?.n ?? 0,
    lastKey: async ({ name, key }) => {
      const order = key.map((one) => `"${one}" DESC`).join(', ');
      const [last] = await ask<Record<string, SqlValue>>(
        `SELECT ${quotedNames(key)} FROM "${name}" ORDER BY ${order} LIMIT 1`,
      );
      return last && key.map((one) => last[one] ?? null);
    },
    numberOn: async () => undefined, // a table counts on from the largest number that it had
    close: () => closeFile(file),
  };
}

/** A moment may be stored as milliseconds, if the driver was given a Date. */
const cellOf = (cell: SqlValue, { kind }: CopyColumn): SqlValue =>
  kind === 'moment' && typeof cell === 'number' ? storedMoment(new Date(cell)) : cell;
