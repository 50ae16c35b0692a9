/** The type of a column's values as PostgreSQL knows it: sqlite has only text, numbers and bytes. */
export type ColumnKind = 'moment' | 'truth' | 'number' | 'bytes' | 'text';
export type CopyColumn = { name: string; kind: ColumnKind };

/** A table: its columns, and the primary key that orders its rows. */
export type CopyTable = {
  name: string;
  columns: CopyColumn[];
  key: string[];
  /**
   * A query to read instead of the table. Triggers in each database maintain its rows, so they are compared but not
   * copied.
   */
  kept?: string;
};

/** The FROM expression to read a table. */
export const fromClauseOf = ({ name, kept }: CopyTable): string => (kept ? `(${kept}) kept` : `"${name}"`);

/** A value in a form that both databases share: moments as sqlite stores them, truth as 0 or 1. */
export type SqlValue = string | number | Buffer | null;

/** One of the two databases, on its own connection. */
export type Side = {
  /** Blocks other writers until it is closed. */
  hold(tables: CopyTable[]): Promise<void>;
  /** The next rows in the order of the key, after a given key or from the first. */
  rows(table: CopyTable, after: SqlValue[] | undefined, most: number): Promise<SqlValue[][]>;
  /** Writes rows, all or none. */
  write(table: CopyTable, rows: SqlValue[][]): Promise<void>;
  count(table: CopyTable): Promise<number>;
  /** The last key in order; undefined if the table is empty. */
  lastKey(table: CopyTable): Promise<SqlValue[] | undefined>;
  /** Makes new rows get numbers after the copied ones. */
  numberOn(table: CopyTable): Promise<void>;
  close(): Promise<void>;
};

export const quotedNames = (names: string[]): string => names.map((name) => `"${name}"`).join(', ');

/** `($1, $2), ($3, $4)`, each placeholder written by `say`. */
export function places(
  rows: number,
  columns: CopyColumn[],
  say: (nth: number, column: CopyColumn) => string,
): string {
  const row = (first: number) => columns.map((column, nth) => say(first + nth, column)).join(', ');
  return Array.from({ length: rows }, (_, nth) => `(${row(nth * columns.length + 1)})`).join(', ');
}

/** A moment in sqlite's stored form: `2026-03-02 09:00:00.000 +00:00`. */
export const storedMoment = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', ' +00:00');
