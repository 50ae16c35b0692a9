import type { Sequelize } from 'sequelize';
import { selectSlowly } from '../database/slowSelect.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import { inTransaction } from '../database/transaction.ts';
import { insertSelected } from '../database/unprepared.ts';
import type { Desk } from '../desk.ts';

/**
 * A query for letters that should exist: CTEs of a statement, the last one named `wanted`. `planned` is one more, where the letters
 * have keys and recipients of their own: its rows are in the statement itself, so that they are sooner searched than read first.
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
 * search, unless it is short (`planned`). What the read found is written as it is, unless it is much.
 */
export async function writePlans(desk: Desk, planning: Planning, now: Date): Promise<number> {
  const again = searched(desk, planning);
  if (desk.database.getDialect() !== 'sqlite' || planning.planned) return writeFrom(desk, now, again);
  const [found] = await selectSlowly<FoundRows>(
    desk.database,
    `${tablesOf(desk, planning)} SELECT COUNT(*) AS many, json_group_array(json_array(${PLANNED_NAMES})) AS rows
     FROM (SELECT p.* ${ONLY_NEW} LIMIT ${FEW + 1})`,
  );
  if (!found || found.many === 0) return 0;
  return writeFrom(desk, now, found.many > FEW ? again : foundOnSqlite(desk, found));
}

/** So many rows are carried to the transaction; more are searched for again there. */
const FEW = 2000;
const PLANNED = {
  kind: 'text',
  organisation_id: 'integer',
  request_id: 'integer',
  deadline_id: 'integer',
  due_moment: 'text',
  step: 'text',
  recipient: 'text',
  language: 'text',
  ledger_key: 'text',
  reader: 'integer',
} as const;
const PLANNED_NAMES = Object.keys(PLANNED);
const ROW = PLANNED_NAMES.filter((name) => name !== 'reader');

/** How many rows were found, and all of them as one JSON text: cell by cell they would take as long as the search. */
type FoundRows = { many: number; rows: string };

/** Where the rows `p` come from: the tables of a statement, and its source. */
type Source = { tables: string; from: string; order?: string };

const searched = (desk: Desk, planning: Planning): Source => ({
  tables: tablesOf(desk, planning),
  from: ONLY_NEW,
  order: planning.planned ? undefined : IN_ORDER, // which has nothing to go by where no clock is
});

const foundOnSqlite = ({ database }: Desk, { rows }: FoundRows): Source => {
  const { rowsIn, text } = sqlWordsOf(database);
  return { tables: `WITH p AS (${rowsIn(text(rows), PLANNED)})`, from: 'FROM p WHERE true', order: IN_ORDER };
};

function writeFrom({ database }: Desk, now: Date, { tables, from, order = '' }: Source): Promise<number> {
  const { moment, randomId } = sqlWordsOf(database);
  const sql = `INSERT INTO letters (${ROW.join(', ')}, state, channel, message_id, attempts, next_attempt_at, created_at)
    ${tables} SELECT ${ROW.map((column) => `p.${column}`).join(', ')}, 'queued', 'mail', ${randomId}, 0, ${moment(now)}, ${moment(now)}
    ${from} ${order} ON CONFLICT (ledger_key) DO NOTHING`;
  return inTransaction(database, () => insertSelected(database, sql));
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
