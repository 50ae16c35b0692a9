import type { Sequelize } from 'sequelize';
import { selectSlowly } from '../database/slowSelect.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import { inTransaction } from '../database/transaction.ts';
import { insertSelected } from '../database/unprepared.ts';
import type { Desk } from '../desk.ts';

/**
 * A query for letters that should exist: CTEs of a statement, the last one named `wanted`. `planned` is one more, where the letters
 * have keys and recipients of their own.
 */
export type Planning = { tables: string; planned?: string };

/**
 * A letter that should exist. `ledgerKey` makes it unique: (deadline, its due moment, step, recipient), or (recipient, day).
 */
export type Plan = {
  kind: 'reminder' | 'escalation' | 'overdue-digest' | 'task-reminder' | 'task-late';
  organisationId: number;
  reference: string | null;
  clock: string | null;
  step: string;
  recipient: string;
  ledgerKey: string;
};

/** The key of one recipient's digest of one local day. */
export const digestKey = (organisationId: number, recipient: string, today: string): string =>
  `digest:${organisationId}:${recipient}:${today}`;

/** The letters whose row does not exist yet: what a run would send. */
export const newPlans = (desk: Desk, planning: Planning): Promise<Plan[]> =>
  selectSlowly<Plan>(
    desk.database,
    `${tablesOf(desk, planning)} SELECT p.kind, p.organisation_id AS "organisationId", p.reference, p.clock, p.step, p.recipient,
       p.ledger_key AS "ledgerKey" ${ONLY_NEW} ${IN_ORDER}`,
  );

/**
 * Inserts the ledger rows, each once, by one statement: only the process that inserts a row sends the letter. Returns the
 * number of new rows. Nearly every run finds none, so on sqlite a read comes first, and other writers do not wait for the
 * search.
 */
export async function writePlans(desk: Desk, planning: Planning, now: Date): Promise<number> {
  if (desk.database.getDialect() === 'sqlite' && !(await areAnyNew(desk, planning))) return 0;
  const { moment, randomId } = sqlWordsOf(desk.database);
  const sql = `INSERT INTO letters (kind, organisation_id, request_id, deadline_id, due_moment, step, recipient, language, ledger_key,
      state, channel, message_id, attempts, next_attempt_at, created_at)
    ${tablesOf(desk, planning)} SELECT p.kind, p.organisation_id, p.request_id, p.deadline_id, p.due_moment, p.step, p.recipient,
      p.language, p.ledger_key, 'queued', 'mail', ${randomId}, 0, ${moment(now)}, ${moment(now)} ${ONLY_NEW} ${IN_ORDER}
    ON CONFLICT (ledger_key) DO NOTHING`;
  return inTransaction(desk.database, () => insertSelected(desk.database, sql));
}

async function areAnyNew(desk: Desk, planning: Planning): Promise<boolean> {
  const anyNew = `${tablesOf(desk, planning)} SELECT 1 ${ONLY_NEW} LIMIT 1`;
  return (await selectSlowly(desk.database, anyNew)).length > 0;
}

/** On PostgreSQL each row that meets an existing one would use up a sequence number. */
const ONLY_NEW = `FROM planned p WHERE NOT EXISTS (SELECT 1 FROM letters l WHERE l.ledger_key = p.ledger_key)`;
const IN_ORDER = 'ORDER BY p.due_moment, p.deadline_id, p.reader';

/** A deadline that moves gets new reminders: its due moment is in the key. */
const tablesOf = ({ database }: Desk, { tables, planned }: Planning) =>
  `WITH ${tables}, ${planned ?? plannedOf(database)}`;

const plannedOf = (
  database: Sequelize,
) => `addressed AS (SELECT w.*, COALESCE('user:' || w.reader, 'escalation') AS recipient FROM wanted w),
  planned AS (SELECT a.*, CASE a.kind
    WHEN 'overdue-digest' THEN 'digest:' || a.organisation_id || ':' || a.recipient || ':' || a.step
    ELSE a.kind || ':' || a.deadline_id || ':' || ${sqlWordsOf(database).iso('a.due_moment')} || ':' || a.step || ':' || a.recipient
    END AS ledger_key FROM addressed a)`;
