import type { QueryInterface, Sequelize } from 'sequelize';

/**
 * How many requests are in each state, kept by triggers whoever writes (decision 0009). On sqlite, where one writes at a
 * time, a key is one row. On PostgreSQL a receipt that waited for such a row would wait for every other receipt: there each
 * change is appended as a row of its own, and a job folds them. Reading is a sum on both.
 */
export async function up({ sequelize }: QueryInterface): Promise<void> {
  const isSqlite = sequelize.getDialect() === 'sqlite';
  const columns = `organisation_id INTEGER NOT NULL, name VARCHAR(40) NOT NULL, hour INTEGER NOT NULL, n INTEGER NOT NULL`;
  if (isSqlite) {
    await sequelize.query(
      `CREATE TABLE request_counts (${columns}, PRIMARY KEY (organisation_id, name, hour)) WITHOUT ROWID`,
    );
  } else {
    await sequelize.query(`CREATE TABLE request_counts (${columns})`);
    await sequelize.query(
      'CREATE INDEX request_counts_key ON request_counts (organisation_id, name, hour, n)',
    );
  }
  await sequelize.query(`CREATE INDEX subject_requests_warned
    ON subject_requests (organisation_id, warn_at, status, next_late_at) WHERE warn_at IS NOT NULL`);
  const hour = isSqlite ? sqliteHour : postgresHour;
  await sequelize.query(counted(partsOf('r', 1, hour, every, 'FROM subject_requests r')));
  if (isSqlite) return countOnSqlite(sequelize, every);
  await countOnPostgres(sequelize, every);
  for (const [name, act, tables] of [
    ['came', 'INSERT', 'NEW TABLE AS came'],
    ['moved', 'UPDATE', 'NEW TABLE AS came OLD TABLE AS went'],
    ['went', 'DELETE', 'OLD TABLE AS went'],
  ])
    await sequelize.query(`CREATE TRIGGER subject_requests_${name} AFTER ${act} ON subject_requests
      REFERENCING ${tables} FOR EACH STATEMENT EXECUTE FUNCTION count_requests_that_${name}()`);
}

type Hour = (moment: string) => string;
/** Which rows count, as a condition on a row by its name. */
export type CountedRows = (row: string) => string;
export const every: CountedRows = () => '1 = 1';

/** The full hour, since 1970, at which a moment is over: 10:00 belongs to 10, 10:01 to 11. */
const sqliteHour: Hour = (moment) =>
  `(unixepoch(${moment}) + (substr(${moment}, 20, 4) > '.000') + 3599) / 3600`;
const postgresHour: Hour = (moment) => `CEIL(EXTRACT(EPOCH FROM ${moment}) / 3600)::INTEGER`;

/**
 * What a row of `subject_requests` counts for: its status; while it is not closed, its assignee and the hour of its next
 * deadline; once its mailbox is confirmed, also the hour of its warning. A deadline without a warning is its own.
 */
function partsOf(row: string, n: 1 | -1, hour: Hour, which: CountedRows, from = ''): string {
  const open = `${row}.status <> 'closed'`;
  const due = `${row}.next_late_at IS NOT NULL AND ${row}.status`;
  const part = (name: string, at: string, where = '1 = 1') =>
    `SELECT ${row}.organisation_id, ${name} AS name, ${at} AS hour, ${n} AS n ${from} WHERE ${where} AND ${which(row)}`;
  const late = hour(`${row}.next_late_at`);
  const warned = hour(
    `CASE WHEN ${row}.warn_at < ${row}.next_late_at THEN ${row}.warn_at ELSE ${row}.next_late_at END`,
  );
  return [
    part(`${row}.status`, '0'),
    part(`'of:' || ${row}.assignee_id`, '0', `${open} AND ${row}.assignee_id IS NOT NULL`),
    part(`'late'`, late, `${due} NOT IN ('closed', 'unverified')`),
    part(`'late-unverified'`, late, `${due} = 'unverified'`),
    part(`'warned'`, warned, `${due} NOT IN ('closed', 'unverified')`),
  ].join(' UNION ALL ');
}

/** Adds up parts by key, and writes those that do not cancel out. */
const counted = (parts: string, more = '') =>
  `INSERT INTO request_counts (organisation_id, name, hour, n)
   SELECT organisation_id, name, hour, SUM(n) FROM (${parts}) parts GROUP BY organisation_id, name, hour HAVING SUM(n) <> 0 ${more}`;

const WATCHED = 'status, assignee_id, next_late_at, warn_at, organisation_id';

/** The triggers, which are not there yet. */
export async function countOnSqlite(sequelize: Sequelize, which: CountedRows): Promise<void> {
  const came = partsOf('NEW', 1, sqliteHour, which);
  const went = partsOf('OLD', -1, sqliteHour, which);
  const moved = `${came} UNION ALL ${went}`;
  for (const [name, act, parts] of [
    ['came', 'INSERT', came],
    ['moved', `UPDATE OF ${WATCHED}`, moved],
    ['went', 'DELETE', went],
  ] as const) {
    await sequelize.query(`CREATE TRIGGER subject_requests_${name} AFTER ${act} ON subject_requests
      BEGIN ${counted(parts, 'ON CONFLICT (organisation_id, name, hour) DO UPDATE SET n = n + excluded.n')}; END`);
  }
}

/** What the triggers do, once a statement, however many rows it writes. */
export async function countOnPostgres(sequelize: Sequelize, which: CountedRows): Promise<void> {
  const came = partsOf('r', 1, postgresHour, which, 'FROM came r');
  const went = partsOf('r', -1, postgresHour, which, 'FROM went r');
  for (const [name, parts] of [
    ['came', came],
    ['moved', `${came} UNION ALL ${went}`],
    ['went', went],
  ])
    await sequelize.query(`CREATE OR REPLACE FUNCTION count_requests_that_${name}() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN ${counted(parts as string)}; RETURN NULL; END $$`);
}
