import type { Sequelize } from 'sequelize';

/** SQL that differs between the two databases, for handwritten statements. */
export type SqlWords = {
  /** A text literal. */
  text(words: string): string;
  /** A moment literal. */
  moment(at: Date): string;
  /** A column of moments in milliseconds. */
  milliseconds(column: string): string;
  /** A column of moments as JavaScript's `toISOString` writes it. */
  iso(column: string): string;
  /** The rows of a table from a JSON text, a list of lists: each column by its name and type. */
  rowsIn(json: string, columns: Record<string, 'text' | 'integer' | 'timestamptz'>): string;
  /** Makes sqlite read a table along an index: it knows only the sizes that tables had at the last migration. */
  along(index: string): string;
  /** A new random id for each row. */
  randomId: string;
  /** For a CTE that must be evaluated once: PostgreSQL evaluates it again for each row of a table that it expects to be short. */
  once: 'MATERIALIZED' | '';
};

export const sqlWordsOf = (database: Sequelize): SqlWords =>
  database.getDialect() === 'sqlite'
    ? {
        text: (words) => database.escape(words),
        moment: (at) => database.escape(at),
        milliseconds: (column) => `CAST(ROUND(unixepoch(${column}, 'subsec') * 1000) AS INTEGER)`,
        iso: (column) => `REPLACE(SUBSTR(${column}, 1, 23), ' ', 'T') || 'Z'`,
        rowsIn: (json, columns) =>
          `SELECT ${Object.keys(columns).map((name, nth) => `value ->> ${nth} AS ${name}`)} FROM json_each(${json})`,
        along: (index) => `INDEXED BY ${index}`,
        randomId: 'LOWER(HEX(RANDOMBLOB(16)))',
        once: '',
      }
    : {
        text: (words) => database.escape(words),
        moment: (at) => `${database.escape(at)}::timestamptz`,
        milliseconds: (column) => `(EXTRACT(EPOCH FROM ${column}) * 1000)::bigint`,
        iso: (column) => `TO_CHAR(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
        rowsIn: (json, columns) =>
          `SELECT ${Object.entries(columns).map(([name, type], nth) => `(value ->> ${nth})::${type} AS ${name}`)}
           FROM json_array_elements(${json}::json)`,
        along: () => '',
        randomId: 'gen_random_uuid()::text',
        once: 'MATERIALIZED',
      };

/** Words of our own vocabularies as an SQL list: `'open', 'waiting'`. Never use it for a person's words. */
export const quotedWords = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
