import type { Sequelize } from 'sequelize';
import { normalised } from './searchText.ts';

/** What a search asks of the database, over `subject_requests r`. */
export type Search = { indexedBy: string; condition: string; words: string };

/**
 * The search for the words of `q` anywhere in a reference, a name or an address; nothing when there are none. Sqlite reads
 * its index of words (migration 011) from one end to the other, in the order of the queue: it has to be told to, since it
 * counts a row's words as cheap to fetch. PostgreSQL finds them by their trigrams.
 */
export function searchFor(database: Sequelize, q: string | undefined): Search | undefined {
  const words = normalised(q ?? '');
  if (!words) return undefined;
  const indexedBy = database.getDialect() === 'sqlite' ? 'INDEXED BY subject_requests_search' : '';
  return {
    indexedBy,
    condition: `r.search_text LIKE :words ESCAPE '!'`,
    words: `%${words.replace(/[!%_]/g, (sign) => `!${sign}`)}%`,
  };
}
