import type { QueryInterface, Sequelize } from 'sequelize';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { readFacts } from '../../domain/lifecycle/factSheet.ts';
import type { RecordedFact } from '../../domain/lifecycle/recordedFact.ts';
import { endOf } from '../../domain/reports/end.ts';
import { alter } from '../database/insert.ts';
import { momentFromColumn, select } from '../database/select.ts';
import { storedMoment } from '../database/sqliteStatements.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { BOOLEAN, DATE, INTEGER, id, required, STRING, TEXT, to } from './columns.ts';

/**
 * How the end of each request counts in the figures of its month (decision 0027). The ends of existing requests are counted as
 * they stand now: the months until today are closed with them.
 */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('counted_ends', {
    id,
    organisation_id: to('organisations'),
    request_id: to('subject_requests'),
    month: { type: STRING(7), ...required },
    ended_on: { type: STRING(10), ...required },
    right: { type: STRING(40), ...required },
    policy_id: { type: STRING(100), ...required },
    channel: { type: STRING(20), ...required },
    standing: { type: STRING(20), ...required },
    days: { type: INTEGER, ...required },
    days_late: { type: INTEGER },
    outcome: { type: STRING(40), ...required },
    grounds: { type: TEXT, ...required },
    identity_asked: { type: BOOLEAN, ...required },
    paused_days: { type: INTEGER, ...required },
    paused_for: { type: STRING(60), ...required },
    at_close: { type: BOOLEAN, ...required },
    stands: { type: BOOLEAN, ...required },
    counted_at: { type: DATE, ...required },
    replaced_at: { type: DATE },
  });
  await schema.addIndex('counted_ends', ['request_id']);
  const { sequelize } = schema;
  for (const index of INDEXES) await sequelize.query(index);
  await countExisting(sequelize);
}

/** To count along; for what is counted apart; for corrections; tasks by their day; returns. The conditions stand word for word in models/report. */
const INDEXES = [
  `CREATE INDEX counted_ends_at_close ON counted_ends
     (organisation_id, month, "right", policy_id, channel, standing, days, days_late) WHERE at_close`,
  `CREATE INDEX counted_ends_apart ON counted_ends
     (organisation_id, month, standing, outcome, grounds, identity_asked, paused_for, paused_days)
     WHERE at_close AND (identity_asked OR paused_days > 0 OR grounds <> '' OR standing LIKE 'unanswered%')`,
  `CREATE INDEX counted_ends_corrected ON counted_ends (organisation_id, month) WHERE at_close <> stands`,
  `CREATE INDEX tasks_due ON tasks (organisation_id, due_on)`,
  `CREATE INDEX facts_letter_returned ON facts (recorded_at) WHERE name = 'letter-returned'`,
];

const BATCH = 500;

type EndedRow = Pick<
  SubjectRequest,
  | 'id'
  | 'organisationId'
  | 'right'
  | 'channel'
  | 'policyId'
  | 'zone'
  | 'receivedAt'
  | 'receivedOn'
  | 'receivedByDay'
  | 'mailboxNeeded'
>;

async function countExisting(database: Sequelize): Promise<void> {
  for (let after = 0; ; ) {
    const requests = await select<EndedRow>(
      database,
      `SELECT id, organisation_id AS "organisationId", "right", channel, policy_id AS "policyId", zone,
         received_at AS "receivedAt", received_on AS "receivedOn", received_by_day AS "receivedByDay",
         mailbox_needed AS "mailboxNeeded"
       FROM subject_requests WHERE id > :after AND outcome IS NOT NULL AND kind = 'request' ORDER BY id LIMIT ${BATCH}`,
      { after },
    );
    const last = requests.at(-1);
    if (!last) return;
    await countThese(database, requests, { first: after, last: last.id });
    after = last.id;
  }
}

type FactToCount = RecordedFact & { requestId: number };
type ReplyToCount = Deadline & { requestId: number; because: unknown };

async function countThese(
  database: Sequelize,
  requests: EndedRow[],
  within: { first: number; last: number },
): Promise<void> {
  const facts = await select<FactToCount>(
    database,
    `SELECT request_id AS "requestId", name, about, pack, at, undone_at AS "undoneAt", letter_id AS "letterId"
     FROM facts WHERE request_id > :first AND request_id <= :last ORDER BY request_id, at, id`,
    within,
  );
  const replies = await select<ReplyToCount>(
    database,
    `SELECT request_id AS "requestId", clock, pack, former, state, advisory, stood_still AS "stoodStill", due_on AS "dueOn",
       target_at AS "targetAt", late_at AS "lateAt", ended_at AS "endedAt", because
     FROM deadlines WHERE request_id > :first AND request_id <= :last AND clock LIKE 'reply%' ORDER BY request_id, id`,
    within,
  );
  const factsOf = Map.groupBy(facts.map(asFact), ({ requestId }) => requestId);
  const repliesOf = Map.groupBy(replies.map(asReply), ({ requestId }) => requestId);
  const now = storedMoment(new Date());
  const rows = requests.flatMap((request) => {
    const receipt = { ...request, receivedAt: momentFromColumn(request.receivedAt) };
    const flags = {
      receivedByDay: Boolean(request.receivedByDay),
      mailboxNeeded: Boolean(request.mailboxNeeded),
    };
    const sheet = readFacts({ ...receipt, ...flags }, factsOf.get(request.id) ?? []);
    const end = endOf(request, sheet, repliesOf.get(request.id) ?? []);
    if (!end) return [];
    const { identityAsked, ...cells } = end;
    return [
      [request.id, request.organisationId, now, ...NAMES.map((name) => cells[name]), identityAsked ? 1 : 0],
    ];
  });
  const given = sqlWordsOf(database).rowsIn('$1', TYPED);
  await alter(
    database,
    `INSERT INTO counted_ends (request_id, organisation_id, counted_at, month, ended_on, "right", policy_id, channel,
       standing, days, days_late, outcome, grounds, paused_days, paused_for, identity_asked, at_close, stands)
     SELECT request_id, organisation_id, counted_at, month, ended_on, "right", policy_id, channel,
       standing, days, days_late, outcome, grounds, paused_days, paused_for, asked = 1, TRUE, TRUE FROM (${given}) given`,
    [JSON.stringify(rows)],
  );
}

const NAMES = [
  ...([
    'month',
    'endedOn',
    'right',
    'policyId',
    'channel',
    'standing',
    'days',
    'daysLate',
    'outcome',
  ] as const),
  ...(['grounds', 'pausedDays', 'pausedFor'] as const),
];

const TYPED = {
  request_id: 'integer',
  organisation_id: 'integer',
  counted_at: 'timestamptz',
  month: 'text',
  ended_on: 'text',
  '"right"': 'text',
  policy_id: 'text',
  channel: 'text',
  standing: 'text',
  days: 'integer',
  days_late: 'integer',
  outcome: 'text',
  grounds: 'text',
  paused_days: 'integer',
  paused_for: 'text',
  asked: 'integer',
} as const;

const asFact = (row: FactToCount): FactToCount => ({
  ...row,
  at: momentFromColumn(row.at),
  undoneAt: row.undoneAt && momentFromColumn(row.undoneAt),
});

function asReply(row: ReplyToCount): ReplyToCount {
  const moment = (at: Date | null | undefined) => (at ? momentFromColumn(at) : undefined);
  return {
    ...row,
    former: row.former ? true : undefined,
    advisory: Boolean(row.advisory),
    stoodStill: row.stoodStill ? true : undefined,
    dueOn: row.dueOn ?? undefined,
    targetAt: moment(row.targetAt),
    lateAt: moment(row.lateAt),
    endedAt: moment(row.endedAt),
    because: JSON.parse(String(row.because)),
  };
}
