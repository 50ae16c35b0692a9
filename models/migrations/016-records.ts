import type { QueryInterface, Sequelize } from 'sequelize';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { daysLate, worstLateness } from '../../domain/deadlines/lateness.ts';
import { alter } from '../database/insert.ts';
import { momentFromColumn, select } from '../database/select.ts';
import { BLOB, BOOLEAN, DATE, INTEGER, STRING, TEXT } from './columns.ts';

/**
 * The permanent record of a request, stored in the row that the queue reads: when it was answered, when the answer was due,
 * and how late its worst promise was. Also who undid a fact, and why. Existing rows are filled in from facts, deadlines and
 * events.
 */
export async function up(schema: QueryInterface): Promise<void> {
  const { sequelize } = schema;
  await schema.addColumn('deadlines', 'stood_still', { type: BOOLEAN });
  await schema.addColumn('facts', 'undone_by', { type: STRING(60) });
  await schema.addColumn('facts', 'undone_for', { type: BLOB });
  for (const [name, type] of Object.entries(KEPT)) await schema.addColumn('subject_requests', name, { type });
  await sequelize.query(STOOD_STILL);
  await sequelize.query(RECORDS);
  await fillLateness(sequelize);
  await fillWhoTookBack(sequelize);
}

const KEPT = {
  answered_at: DATE,
  first_answered_at: DATE,
  reply_due_on: STRING(10),
  reply_target_at: DATE,
  late: TEXT,
  days_late: INTEGER,
  extension: STRING(12),
  extended_at: DATE,
  identity_confirmed_at: DATE,
  identity_method: STRING(20),
};

const STOOD_STILL = `UPDATE deadlines SET stood_still = TRUE WHERE ended_at IS NOT NULL
  AND (because LIKE '%"pause-open"%' OR because LIKE '%"pause-open-at"%')`;

const fact = (value: string, names: string, where = 'f.undone_at IS NULL') =>
  `(SELECT ${value} FROM facts f WHERE f.request_id = subject_requests.id AND f.name IN (${names}) AND ${where}
    ORDER BY f.at, f.id LIMIT 1)`;
const reply = (value: string, where = '1 = 1') =>
  `(SELECT ${value} FROM deadlines d WHERE d.request_id = subject_requests.id AND d.clock = 'reply' AND NOT d.advisory
    AND ${where} ORDER BY d.id LIMIT 1)`;
const REPLIES = `'answered', 'refused', 'identity-rejected'`;
const DATED = `d.state <> 'paused' AND d.stood_still IS NULL`;

const RECORDS = `UPDATE subject_requests SET
  answered_at = ${fact('f.at', REPLIES)},
  first_answered_at = ${fact('f.at', REPLIES, '1 = 1')},
  reply_due_on = ${reply('d.due_on', DATED)},
  reply_target_at = ${reply('d.target_at', DATED)},
  extended_at = COALESCE(${fact('f.at', "'extension-notice-sent'")}, ${fact('f.at', "'extension-decided'")}),
  extension = CASE
    WHEN ${fact('1', "'extension-notice-sent'")} = 1 THEN
      CASE WHEN ${reply('1', `d.because LIKE '%"code":"extension"%'`)} = 1 THEN 'announced' ELSE 'lapsed' END
    WHEN ${fact('1', "'extension-decided'")} = 1 THEN 'decided' END,
  identity_confirmed_at = ${fact('f.at', "'identity-confirmed'")},
  identity_method = ${fact('f.about', "'identity-confirmed'")}`;

type EndedDeadlineRow = Pick<Deadline, 'clock' | 'state' | 'dueOn' | 'targetAt' | 'lateAt' | 'endedAt'> & {
  request: number;
  zone: string;
  title: string;
};

/** Lateness is counted in days of the request's zone, which no database does alike: the few that were late are gone through. */
async function fillLateness(database: Sequelize): Promise<void> {
  const ended = await select<EndedDeadlineRow>(
    database,
    `SELECT r.id AS request, r.zone, d.clock, d.title, d.state, d.due_on AS "dueOn", d.target_at AS "targetAt",
       d.late_at AS "lateAt", d.ended_at AS "endedAt"
     FROM deadlines d JOIN subject_requests r ON r.id = d.request_id
     WHERE d.ended_at >= d.late_at AND NOT d.advisory AND d.stood_still IS NULL ORDER BY d.id`,
    {},
  );
  for (const [id, late] of Map.groupBy(ended, ({ request }) => request)) {
    const worst = worstLateness(late.map(asDeadline), late[0]?.zone ?? 'UTC');
    if (!worst) continue;
    const values = [JSON.stringify(worst), daysLate(worst), id];
    await alter(database, 'UPDATE subject_requests SET late = $1, days_late = $2 WHERE id = $3', values);
  }
}

function asDeadline(row: EndedDeadlineRow) {
  const { dueOn, targetAt, lateAt, endedAt } = row;
  return {
    ...row,
    title: JSON.parse(row.title),
    dueOn: dueOn ?? undefined,
    targetAt: targetAt ? momentFromColumn(targetAt) : undefined,
    lateAt: lateAt && momentFromColumn(lateAt),
    endedAt: endedAt && momentFromColumn(endedAt),
    advisory: false,
  };
}

const TAKEN_BACK = `'reopened', 'clarification-undone', 'pause-undone', 'extension-undone', 'fulfilment-undone'`;

/** Who took a fact back is in the log: the event of the same moment. Why was not kept until now. */
async function fillWhoTookBack(database: Sequelize): Promise<void> {
  const undone = await select<{ id: number; undoneAt: Date; at: string; actor: string }>(
    database,
    `SELECT f.id, f.undone_at AS "undoneAt", e.at, e.actor FROM facts f JOIN events e ON e.request_id = f.request_id
     WHERE f.undone_at IS NOT NULL AND e.kind IN (${TAKEN_BACK})`,
    {},
  );
  for (const { id, undoneAt, at, actor } of undone) {
    if (momentFromColumn(undoneAt).getTime() !== Date.parse(at)) continue;
    await alter(database, 'UPDATE facts SET undone_by = $1 WHERE id = $2', [actor, id]);
  }
}
