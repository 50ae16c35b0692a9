/** What the cells of a column are, as PostgreSQL knows it: sqlite has text, numbers and bytes alone. */
export type ColumnKind = 'moment' | 'truth' | 'number' | 'bytes' | 'text';
export type Column = { name: string; kind: ColumnKind };

/** A table: its columns, and those of its primary key, by which its rows have one order. */
export type Table = {
  name: string;
  columns: Column[];
  key: string[];
  /** What is read in its place. The triggers of each database keep its rows, which are then not copied, only compared. */
  kept?: string;
};

/** What is read of a table. */
export const fromOf = ({ name, kept }: Table): string => (kept ? `(${kept}) kept` : `"${name}"`);

/** A cell as both databases can say it: moments as sqlite stores them, truth as 0 or 1. */
export type Cell = string | number | Buffer | null;

/** One of the two databases, by a connection of its own. */
export type Side = {
  /** From now on nobody else writes to it, until it is closed. */
  hold(tables: Table[]): Promise<void>;
  /** The next rows by the key, after one of them or from the first. */
  rows(table: Table, after: Cell[] | undefined, most: number): Promise<Cell[][]>;
  /** Writes rows whole or not at all. */
  write(table: Table, rows: Cell[][]): Promise<void>;
  count(table: Table): Promise<number>;
  /** The last key by its order; nothing where the table is empty. */
  lastKey(table: Table): Promise<Cell[] | undefined>;
  /** New rows are numbered after those that were written. */
  numberOn(table: Table): Promise<void>;
  close(): Promise<void>;
};

export const quoted = (names: string[]): string => names.map((name) => `"${name}"`).join(', ');

/** `($1, $2), ($3, $4)`, each place as `say` writes it. */
export function places(
  rows: number,
  columns: Column[],
  say: (nth: number, column: Column) => string,
): string {
  const row = (first: number) => columns.map((column, nth) => say(first + nth, column)).join(', ');
  return Array.from({ length: rows }, (_, nth) => `(${row(nth * columns.length + 1)})`).join(', ');
}

/** `2026-03-02 09:00:00.000 +00:00`, as sqlite has it stored. */
export const storedMoment = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', ' +00:00');
