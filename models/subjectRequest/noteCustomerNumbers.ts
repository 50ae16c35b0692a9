import { spellingsOf } from '../../domain/folding.ts';
import { unsealJson } from '../crypto/keyring.ts';
import { alter } from '../database/insert.ts';
import { select } from '../database/select.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { type Details, numberIn } from './sealed.ts';
import { customerDigestOf } from './searchText.ts';

/** Requests per transaction: few, so that other writers need not wait. */
const AT_ONCE = 200;
const MOST = 10_000;

/** Appends the client's names to the present search text, which somebody may be correcting. */
const NOTE = `UPDATE subject_requests SET customer_digest = $1, client_name = $2, search_text = search_text || $3
  WHERE id = $4 AND (customer_digest IS NULL OR client_name IS NULL)`;

type Unnoted = { id: number; organisationId: number; wrappedKey: Buffer | null; details: Buffer };

/**
 * For each request from before searches covered them, stores the digest of the customer number and the name of the person whose data
 * it is. Returns the number of requests processed; 0 once all are done.
 */
export async function noteCustomerNumbers(desk: Desk): Promise<number> {
  let noted = 0;
  while (noted < MOST) {
    const rows = await unnoted(desk);
    if (rows.length === 0) break;
    await inTransaction(desk.database, async () => {
      for (const row of rows) await alter(desk.database, NOTE, [...wordsOf(desk, row), row.id]);
    });
    noted += rows.length;
  }
  return noted;
}

const unnoted = (desk: Desk) =>
  select<Unnoted>(
    desk.database,
    `SELECT id, organisation_id AS "organisationId", wrapped_key AS "wrappedKey", details FROM subject_requests
     WHERE id IN (SELECT id FROM subject_requests WHERE client_name IS NULL AND kind = 'request'
       UNION SELECT id FROM subject_requests WHERE customer_digest IS NULL AND kind = 'request' LIMIT ${AT_ONCE})`,
    {},
  );

/** The digest, the client's name and its spellings. Empty if the key was destroyed. */
function wordsOf(desk: Desk, { organisationId, wrappedKey, details }: Unnoted): [string, string, string] {
  if (!wrappedKey) return ['', '', ''];
  const kept = unsealJson<Details>(desk.keyring.unwrap(wrappedKey), details);
  const client = kept.behalf?.name ?? '';
  const words = client && ` ${spellingsOf(client).join(' ')}`;
  return [customerDigestOf(desk, organisationId, numberIn(kept)), client, words];
}
