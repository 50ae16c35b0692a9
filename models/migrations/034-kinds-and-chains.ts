import type { QueryInterface, Sequelize } from 'sequelize';
import { countOnPostgres, countOnSqlite } from './009-request-counts.ts';
import { countUnreadOnPostgres, countUnreadOnSqlite } from './015-messages.ts';
import { INTEGER, required, STRING } from './columns.ts';

/**
 * The table of requests has room for other kinds of matters, and every table that hangs on it with it (decision 0023). What is there is
 * a request, and the counts go on counting those. An event says how its hash was made, and by which generation of a key; those that are
 * there were made by the first way, which takes none.
 */
export async function up(schema: QueryInterface): Promise<void> {
  const kind = { type: STRING(30), ...required, defaultValue: 'request' };
  await schema.addColumn('subject_requests', 'kind', kind);
  await schema.addColumn('events', 'chain_version', { type: INTEGER, ...required, defaultValue: 1 });
  await schema.addColumn('events', 'key_generation', { type: INTEGER, allowNull: true });
  const isSqlite = schema.sequelize.getDialect() === 'sqlite';
  for (const [name, rest] of Object.entries(isSqlite ? { ...INDEXES, ...OF_WORDS } : INDEXES)) {
    await schema.sequelize.query(`DROP INDEX subject_requests_${name}`);
    await schema.sequelize.query(
      `CREATE INDEX subject_requests_${name} ON subject_requests (organisation_id, kind, ${rest}`,
    );
  }
  await (isSqlite ? countAnewOnSqlite : countAnewOnPostgres)(schema.sequelize);
}

/**
 * What lists and counts are read along, with the kind after the organisation: matters of other kinds are not in the way. The indexes keep
 * their names, by which the release before asks for them.
 */
const INDEXES = {
  organisation_id_status_next_late_at_id: 'status, next_late_at, id)',
  organisation_id_next_late_at_id: 'next_late_at, id)',
  organisation_id_assignee_id_status: 'assignee_id, status)',
  organisation_id_status_closed_at_id: 'status, closed_at, id)',
  organisation_id_status_waiting_since_id: 'status, waiting_since, id)',
  organisation_id_received_at_id: 'received_at, id)',
  organisation_id_status_received_at_id: 'status, received_at, id)',
  warned: 'warn_at, status, next_late_at) WHERE warn_at IS NOT NULL',
  unread: 'next_late_at, id) WHERE unread_since IS NOT NULL',
  before_third_edition: `id) WHERE edition < 3 AND status <> 'closed'`,
};
/** On PostgreSQL words are found by their trigrams. */
const OF_WORDS = { search: 'next_late_at, id, search_text)' };

const isRequest = (row: string) => `${row}.kind = 'request'`;

async function countAnewOnSqlite(sequelize: Sequelize): Promise<void> {
  for (const name of ['came', 'moved', 'went', 'unread_came', 'unread_changed', 'unread_went'])
    await sequelize.query(`DROP TRIGGER subject_requests_${name}`);
  await countOnSqlite(sequelize, isRequest);
  await countUnreadOnSqlite(sequelize, isRequest);
}

/** The triggers stay; what they call is exchanged. A column that was never looked at would be taken for one that tells rows apart. */
async function countAnewOnPostgres(sequelize: Sequelize): Promise<void> {
  await sequelize.query('ANALYZE subject_requests');
  await countOnPostgres(sequelize, isRequest);
  await countUnreadOnPostgres(sequelize, isRequest);
}
