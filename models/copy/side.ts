/** The type of a column's values as PostgreSQL knows it: sqlite has only text, numbers and bytes. */
export type ColumnKind = 'moment' | 'truth' | 'number' | 'bytes' | 'text';
export type Column = { name: string; kind: ColumnKind };

/** A table: its columns, and the primary key that orders its rows. */
export type Table = {
  name: string;
  columns: Column[];
  key: string[];
  /**
   * A query to read instead of the table. Triggers in each database maintain its rows, so they are compared but not
   * copied.
   */
  kept?: string;
};

/** The FROM expression to read a table. */
export const fromOf = ({ name, kept }: Table): string => (kept ? `(${kept}) kept` : `"${name}"`);

/** A value in a form that both databases share: moments as sqlite stores them, truth as 0 or 1. */
export type Cell = string | number | Buffer | null;

/** One of the two databases, on its own connection. */
export type Side = {
  /** Blocks other writers until it is closed. */
  hold(tables: Table[]): Promise<void>;
  /** The next rows in the order of the key, after a given key or from the first. */
  rows(table: Table, after: Cell[] | undefined, most: number): Promise<Cell[][]>;
  /** Writes rows, all or none. */
  write(table: Table, rows: Cell[][]): Promise<void>;
  count(table: Table): Promise<number>;
  /** The last key in order; undefined if the table is empty. */
  lastKey(table: Table): Promise<Cell[] | undefined>;
  /** Makes new rows get numbers after the copied ones. */
  numberOn(table: Table): Promise<void>;
  close(): Promise<void>;
};

export const quoted = (names: string[]): string => names.map((name) => `"${name}"`).join(', ');

/** `($1, $2), ($3, $4)`, each placeholder written by `say`. */
export function places(
  rows: number,
  columns: Column[],
  say: (nth: number, column: Column) => string,
): string {
  const row = (first: number) => columns.map((column, nth) => say(first + nth, column)).join(', ');
  return Array.from({ length: rows }, (_, nth) => `(${row(nth * columns.length + 1)})`).join(', ');
}

/** A moment in sqlite's stored form: `2026-03-02 09:00:00.000 +00:00`. */
export const storedMoment = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', ' +00:00');
