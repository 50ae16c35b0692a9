import type { Sequelize } from 'sequelize';

/** What the two databases say differently, for statements that are written by hand. */
export type SqlWords = {
  /** A text as a value. */
  text(words: string): string;
  /** A moment as a value. */
  moment(at: Date): string;
  /** A column of moments in milliseconds. */
  milliseconds(column: string): string;
  /** A column of moments as JavaScript's `toISOString` writes it. */
  iso(column: string): string;
  /** A new random id, one for each row. */
  randomId: string;
  /** A table of a statement that is to be found once: PostgreSQL looks for it again for each row of one that it takes to be short. */
  once: 'MATERIALIZED' | '';
};

export const sqlWordsOf = (database: Sequelize): SqlWords =>
  database.getDialect() === 'sqlite'
    ? {
        text: (words) => database.escape(words),
        moment: (at) => database.escape(at),
        milliseconds: (column) => `CAST(ROUND(unixepoch(${column}, 'subsec') * 1000) AS INTEGER)`,
        iso: (column) => `REPLACE(SUBSTR(${column}, 1, 23), ' ', 'T') || 'Z'`,
        randomId: 'LOWER(HEX(RANDOMBLOB(16)))',
        once: '',
      }
    : {
        text: (words) => database.escape(words),
        moment: (at) => `${database.escape(at)}::timestamptz`,
        milliseconds: (column) => `(EXTRACT(EPOCH FROM ${column}) * 1000)::bigint`,
        iso: (column) => `TO_CHAR(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
        randomId: 'gen_random_uuid()::text',
        once: 'MATERIALIZED',
      };

/** Words of our own vocabularies as an SQL list: `'open', 'waiting'`. Never what a person wrote. */
export const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
