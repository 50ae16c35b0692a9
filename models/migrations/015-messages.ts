import type { QueryInterface, Sequelize } from 'sequelize';
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
  await (sequelize.getDialect() === 'sqlite' ? countOnSqlite : countOnPostgres)(sequelize);
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

const counted = (row: string, n: string) =>
  `INSERT INTO request_counts (organisation_id, name, hour, n) VALUES (${row}.organisation_id, 'unread', 0, ${n})`;

async function countOnSqlite(sequelize: Sequelize): Promise<void> {
  for (const { name, act, when, row, n } of CHANGES) {
    await sequelize.query(`CREATE TRIGGER subject_requests_unread_${name} AFTER ${act} ON subject_requests WHEN ${when}
      BEGIN ${counted(row, n)} ON CONFLICT (organisation_id, name, hour) DO UPDATE SET n = n + excluded.n; END`);
  }
}

async function countOnPostgres(sequelize: Sequelize): Promise<void> {
  for (const { name, act, when, row, n } of CHANGES) {
    await sequelize.query(`CREATE FUNCTION count_unread_that_${name}() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN ${counted(row, n)}; RETURN NULL; END $$`);
    await sequelize.query(`CREATE TRIGGER subject_requests_unread_${name} AFTER ${act} ON subject_requests
      FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION count_unread_that_${name}()`);
  }
}
