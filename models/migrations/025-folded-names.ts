import type { QueryInterface, Sequelize } from 'sequelize';
import { alter } from '../database/insert.ts';
import { select } from '../database/select.ts';
import { searchTextOf } from '../subjectRequest/searchText.ts';
import { STRING } from './columns.ts';

/**
 * A search finds a reference without its dashes, a name in each of its spellings, and a customer number by its digest. The words of
 * the requests that are there are folded anew; their digests, which take the keys, come by the job `noteCustomerNumbers`.
 */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('subject_requests', 'customer_digest', { type: STRING(43), allowNull: true });
  await schema.addIndex('subject_requests', ['customer_digest', 'organisation_id']);
  for (let last = 0; ; ) {
    const rows = await requestsAfter(schema.sequelize, last);
    if (rows.length === 0) return;
    await foldAnew(schema.sequelize, rows);
    last = rows.at(-1)?.id ?? last;
  }
}

const AT_ONCE = 500;

type RequestNamesRow = { id: number; reference: string; personName: string; personEmail: string | null };

const requestsAfter = (database: Sequelize, last: number) =>
  select<RequestNamesRow>(
    database,
    `SELECT id, reference, person_name AS "personName", person_email AS "personEmail" FROM subject_requests
     WHERE id > :last ORDER BY id LIMIT ${AT_ONCE}`,
    { last },
  );

/** What was taken out of the words of a request, as when its person was forgotten, does not come back. */
async function foldAnew(database: Sequelize, rows: RequestNamesRow[]): Promise<void> {
  const places = rows.map((_, nth) => `($${2 * nth + 1}, $${2 * nth + 2})`);
  await alter(
    database,
    `UPDATE subject_requests SET search_text = folded.column2 FROM (VALUES ${places}) folded
     WHERE subject_requests.id = CAST(folded.column1 AS INTEGER) AND subject_requests.search_text <> ''`,
    rows.flatMap((row) => [String(row.id), searchTextOf(row)]),
  );
}
