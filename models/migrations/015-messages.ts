import type { QueryInterface, Sequelize } from 'sequelize';
import { type CountedRows, every } from './009-request-counts.ts';
import { DATE } from './columns.ts';

/**
 * Since when a message waits to be read, and how many requests have one, kept by triggers of their own beside those of
 * migration 009. A request without a message costs them nothing.
 */
export async function up(schema: QueryInterface): Promise<void> {
  const { sequelize } = schema;
  await schema.addColumn('subject_requests', 'unread_since', { type: DATE, allowNull: true });
  await sequelize.query(`CREATE INDEX subject_requests_unread
    ON subject_requests (organisation_id, next_late_at, id) WHERE unread_since IS NOT NULL`);
  if (sequelize.getDialect() === 'sqlite') return countUnreadOnSqlite(sequelize, every);
  await countUnreadOnPostgres(sequelize, every);
  for (const { name, act, when } of CHANGES)
    await sequelize.query(`CREATE TRIGGER subject_requests_unread_${name} AFTER ${act} ON subject_requests
      FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION count_unread_that_${name}()`);
}

/** When a row counts one more or one less: `row` names the organisation, `n` says how many. */
const CHANGES = [
  { name: 'came', act: 'INSERT', when: 'NEW.unread_since IS NOT NULL', row: 'NEW', n: '1' },
  {
    name: 'changed',
    act: 'UPDATE OF unread_since',
    when: '(OLD.unread_since IS NULL) <> (NEW.unread_since IS NULL)',
    row: 'NEW',
    n: 'CASE WHEN NEW.unread_since IS NULL THEN -1 ELSE 1 END',
  },
  { name: 'went', act: 'DELETE', when: 'OLD.unread_since IS NOT NULL', row: 'OLD', n: '-1' },
] as const;

const counted = (row: string, n: string, which: CountedRows) =>
  `INSERT INTO request_counts (organisation_id, name, hour, n) SELECT ${row}.organisation_id, 'unread', 0, ${n} WHERE ${which(row)}`;

/** The triggers, which are not there yet. */
export async function countUnreadOnSqlite(sequelize: Sequelize, which: CountedRows): Promise<void> {
  for (const { name, act, when, row, n } of CHANGES) {
    await sequelize.query(`CREATE TRIGGER subject_requests_unread_${name} AFTER ${act} ON subject_requests WHEN ${when}
      BEGIN ${counted(row, n, which)} ON CONFLICT (organisation_id, name, hour) DO UPDATE SET n = n + excluded.n; END`);
  }
}

/** What the triggers do. */
export async function countUnreadOnPostgres(sequelize: Sequelize, which: CountedRows): Promise<void> {
  for (const { name, row, n } of CHANGES)
    await sequelize.query(`CREATE OR REPLACE FUNCTION count_unread_that_${name}() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN ${counted(row, n, which)}; RETURN NULL; END $$`);
}
