import type { QueryInterface, Sequelize } from 'sequelize';
import { nameKey } from '../../domain/folding.ts';
import { alter } from '../database/insert.ts';
import { select } from '../database/select.ts';
import { STRING } from './columns.ts';

/**
 * The other requests of a person are found by the key of their name and by their address, each by an index of its own. Sequelize cannot
 * describe an sqlite table with an index of an expression: a later migration must not change a column of this one by rebuilding it.
 */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('subject_requests', 'name_key', { type: STRING(255), allowNull: true });
  await schema.addIndex('subject_requests', ['name_key', 'organisation_id']);
  await schema.sequelize.query(
    'CREATE INDEX subject_requests_mailbox ON subject_requests (lower(person_email), organisation_id)',
  );
  for (let last = 0; ; ) {
    const rows = await requestsAfter(schema.sequelize, last);
    if (rows.length === 0) return;
    await noteKeys(schema.sequelize, rows);
    last = rows.at(-1)?.id ?? last;
  }
}

const AT_ONCE = 500;

type PersonNameRow = { id: number; personName: string };

const requestsAfter = (database: Sequelize, last: number) =>
  select<PersonNameRow>(
    database,
    `SELECT id, person_name AS "personName" FROM subject_requests WHERE id > :last ORDER BY id LIMIT ${AT_ONCE}`,
    { last },
  );

/** Whoever was forgotten is found by no name. */
async function noteKeys(database: Sequelize, rows: PersonNameRow[]): Promise<void> {
  const places = rows.map((_, nth) => `($${2 * nth + 1}, $${2 * nth + 2})`);
  await alter(
    database,
    `UPDATE subject_requests SET name_key = noted.column2 FROM (VALUES ${places}) noted
     WHERE subject_requests.id = CAST(noted.column1 AS INTEGER) AND subject_requests.search_text <> ''`,
    rows.flatMap(({ id, personName }) => [String(id), nameKey(personName)]),
  );
}
