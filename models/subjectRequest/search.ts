import { folded } from '../../domain/folding.ts';
import { containing } from '../database/like.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import type { By, Desk } from '../desk.ts';
import { customerDigestOf } from './searchText.ts';

/** A search as SQL over `subject_requests r`. */
type Search = { indexedBy: string; condition: string; values: { words: string; customer: string } };

/** Up to this many matching requests are then read by their ids; beyond it, the words are searched again. */
export const FEW = 1000;

/** The search for requests already found. */
export function searchAmong({ database }: Desk, ids: readonly number[]) {
  const isSqlite = database.getDialect() === 'sqlite';
  return {
    indexedBy: isSqlite ? 'NOT INDEXED' : '', // by their own numbers, then
    condition: isSqlite
      ? 'r.id IN (SELECT value FROM json_each(:among))'
      : 'r.id = ANY (CAST(:among AS INTEGER[]))',
    values: { among: isSqlite ? JSON.stringify(ids) : `{${ids}}` },
  };
}

/** The ids of the requests that match `q`, if they are few; undefined if they are many. */
export async function foundBy(desk: Desk, by: By, q: string): Promise<number[] | undefined> {
  const search = searchFor(desk, by, q);
  if (!search) return undefined;
  const found = await selectSlowly<{ id: number }>(
    desk.database,
    `SELECT r.id FROM subject_requests r ${search.indexedBy}
     WHERE r.organisation_id = :organisationId AND r.kind = 'request' AND ${search.condition} LIMIT ${FEW + 1}`,
    { organisationId: by.organisationId, ...search.values },
  );
  return found.length > FEW ? undefined : found.map(({ id }) => id);
}

/**
 * The requests with this customer number. On PostgreSQL an array: as a subquery it would keep the index of
 * words from being used.
 */
const OF_CUSTOMER = `SELECT c.id FROM subject_requests c
  WHERE c.organisation_id = :organisationId AND c.customer_digest = :customer`;
const ON_SQLITE = `r.id IN (${OF_CUSTOMER})`;
const ON_POSTGRES = `r.id = ANY (ARRAY(${OF_CUSTOMER}))`;

/**
 * The search for the words of `q` anywhere in a reference, a name or an address, or for a whole customer number; undefined if `q`
 * is empty. Sqlite scans its index of words (migration 011) in the order of the queue; it needs a hint, since it underestimates the
 * cost of fetching a row's words. PostgreSQL uses trigrams.
 */
export function searchFor(desk: Desk, { organisationId }: By, q: string | undefined): Search | undefined {
  const words = folded(q ?? '') || (q ?? '').trim(); // signs alone are in no words
  if (!words) return undefined;
  const isSqlite = desk.database.getDialect() === 'sqlite';
  const found = `r.search_text LIKE :words ESCAPE '!'`;
  const customer = /\d/.test(words) ? customerDigestOf(desk, organisationId, words) : '';
  return {
    indexedBy: isSqlite ? 'INDEXED BY subject_requests_search' : '',
    condition: customer ? `(${found} OR ${isSqlite ? ON_SQLITE : ON_POSTGRES})` : found,
    values: { words: containing(words), customer },
  };
}
