import { QueryTypes } from 'sequelize';
import { selectSlowly } from '../database/slowSelect.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';

/** Letters to staff that should exist, as a question: tables of a statement, the last of them `wanted`. */
export type Planning = { tables: string };

/** A letter to staff that should exist. `ledgerKey` makes it one: (deadline, its due moment, step, recipient), or (recipient, day). */
export type Plan = {
  kind: 'reminder' | 'escalation' | 'overdue-digest';
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

/** Letters whose row is not there yet: what a run would newly send. */
export const newPlans = (desk: Desk, planning: Planning): Promise<Plan[]> =>
  selectSlowly<Plan>(
    desk.database,
    `${tablesOf(desk, planning)} SELECT p.kind, p.organisation_id AS "organisationId", p.reference, p.clock, p.step, p.recipient,
       p.ledger_key AS "ledgerKey" ${ONLY_NEW} ${IN_ORDER}`,
  );

/**
 * Writes the ledger rows, each once, by one statement: inserting the row is the permission to send. Gives how many were new.
 * Nearly every run finds none: sqlite is asked first, so that its other writers do not wait for a search.
 */
export async function writePlans(desk: Desk, planning: Planning, now: Date): Promise<number> {
  if (desk.database.getDialect() === 'sqlite' && !(await areAnyNew(desk, planning))) return 0;
  const { moment, randomId } = sqlWordsOf(desk.database);
  const sql = `INSERT INTO letters (kind, organisation_id, request_id, deadline_id, due_moment, step, recipient, language, ledger_key,
      state, channel, message_id, attempts, next_attempt_at, created_at)
    ${tablesOf(desk, planning)} SELECT p.kind, p.organisation_id, p.request_id, p.deadline_id, p.due_moment, p.step, p.recipient,
      p.language, p.ledger_key, 'queued', 'mail', ${randomId}, 0, ${moment(now)}, ${moment(now)} ${ONLY_NEW} ${IN_ORDER}
    ON CONFLICT (ledger_key) DO NOTHING`;
  return inTransaction(desk.database, async () => {
    const [, written] = await desk.database.query(sql, { type: QueryTypes.INSERT });
    return written;
  });
}

async function areAnyNew(desk: Desk, planning: Planning): Promise<boolean> {
  const anyNew = `${tablesOf(desk, planning)} SELECT 1 ${ONLY_NEW} LIMIT 1`;
  return (await selectSlowly(desk.database, anyNew)).length > 0;
}

/** On PostgreSQL each row that only met its like would use up a number of the table. */
const ONLY_NEW = `FROM planned p WHERE NOT EXISTS (SELECT 1 FROM letters l WHERE l.ledger_key = p.ledger_key)`;
const IN_ORDER = 'ORDER BY p.due_moment, p.deadline_id, p.reader';

/** A clock that moves gets new steps: its due moment is in the key. */
const tablesOf = ({ database }: Desk, { tables }: Planning) => `WITH ${tables},
  addressed AS (SELECT w.*, COALESCE('user:' || w.reader, 'escalation') AS recipient FROM wanted w),
  planned AS (SELECT a.*, CASE a.kind
    WHEN 'overdue-digest' THEN 'digest:' || a.organisation_id || ':' || a.recipient || ':' || a.step
    ELSE a.kind || ':' || a.deadline_id || ':' || ${sqlWordsOf(database).iso('a.due_moment')} || ':' || a.step || ':' || a.recipient
    END AS ledger_key FROM addressed a)`;
