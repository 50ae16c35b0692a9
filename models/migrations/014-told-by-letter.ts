import type { QueryInterface } from 'sequelize';
import { INTEGER, STRING } from './columns.ts';

/**
 * A fact knows the letter that carries it: it is true when that letter has gone out, until it comes back. What was asked or
 * decided and waits in the outbox is a decision from now on, and its dates run again. What is closed stays closed. A request
 * knows whether a letter to the person did not arrive.
 */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('facts', 'letter_id', { type: INTEGER, allowNull: true });
  await schema.addColumn('subject_requests', 'undelivered', { type: STRING(12), allowNull: true });
  const run = (sql: string) => schema.sequelize.query(sql);
  await run(`UPDATE facts SET letter_id = CAST(about AS INTEGER) WHERE name = 'extension-decided'`);
  for (const [names, kinds, moment] of CARRIED) await run(carriedBy(names, kinds, moment));
  for (const kind of ['identity-request', 'clarification-request']) {
    await run(`INSERT INTO facts (request_id, name, at, actor, recorded_at, letter_id)
      SELECT request_id, '${kind}-decided', created_at, 'system', created_at, id FROM letters
      WHERE kind = '${kind}' AND state IN ('queued', 'failed') AND request_id IS NOT NULL`);
  }
  await run(RUN_AGAIN);
  for (const [was, is] of DECIDED)
    await run(`UPDATE facts SET name = '${is}' WHERE name = '${was}' AND ${WAITS}`);
  await run(OPEN_AGAIN);
}

/** Facts, the letters that carry them, and the moment that both share: of the decision, or of the sending. */
const CARRIED: [names: string, kinds: string, moment: string][] = [
  [`'answered'`, `'answer'`, 'l.created_at = facts.recorded_at'],
  [`'refused', 'refused-in-part'`, `'refusal'`, 'l.created_at = facts.recorded_at'],
  [`'identity-rejected'`, `'identity-rejected'`, 'l.created_at = facts.recorded_at'],
  [`'closed'`, `'giving-up', 'identity-rejected'`, 'l.created_at = facts.recorded_at'],
  [`'extension-notice-sent'`, `'extension-notice'`, 'l.sent_at = facts.at'],
  [`'identity-asked'`, `'identity-request'`, 'l.sent_at = facts.at'],
  [`'clarification-asked'`, `'clarification-request'`, 'l.sent_at = facts.at'],
];

const carriedBy = (names: string, kinds: string, moment: string) =>
  `UPDATE facts SET letter_id = (SELECT MAX(l.id) FROM letters l WHERE l.request_id = facts.request_id
     AND l.kind IN (${kinds}) AND l.recipient = 'person' AND ${moment}) WHERE name IN (${names})`;

const DECIDED = [
  ['answered', 'answer-decided'],
  ['refused', 'refusal-decided'],
  ['refused-in-part', 'part-refusal-decided'],
] as const;

/** A fact of an open request whose letter has not gone out. */
const WAITS = `undone_at IS NULL AND letter_id IN (SELECT id FROM letters WHERE state IN ('queued', 'failed'))
  AND request_id IN (SELECT id FROM subject_requests WHERE status <> 'closed')`;

/** What such a fact had ended runs again; the next change of the request replays it all. */
const RUN_AGAIN = `UPDATE deadlines SET state = 'running', ended_at = NULL WHERE late_at IS NOT NULL
  AND EXISTS (SELECT 1 FROM facts f WHERE f.request_id = deadlines.request_id AND f.at = deadlines.ended_at
    AND f.name IN ('answered', 'refused') AND ${WAITS.replaceAll(/\b(undone_at|letter_id|request_id)\b/g, 'f.$1')})`;

const next = (column: string) =>
  `(SELECT ${column} FROM deadlines d WHERE d.request_id = subject_requests.id AND d.state = 'running'
    AND d.advisory = FALSE AND d.late_at IS NOT NULL ORDER BY d.late_at, d.id LIMIT 1)`;

const OPEN_AGAIN = `UPDATE subject_requests SET status = 'open', outcome = NULL, next_late_at = ${next('d.late_at')},
    next_clock = ${next('d.clock')}, next_pack = ${next('d.pack')}, next_due_on = ${next('d.due_on')},
    warn_at = (SELECT MIN(d.warn_at) FROM deadlines d WHERE d.request_id = subject_requests.id AND d.state = 'running'
      AND d.advisory = FALSE)
  WHERE status IN ('answered', 'purge-pending') AND id IN
    (SELECT request_id FROM facts WHERE name IN ('answer-decided', 'refusal-decided') AND undone_at IS NULL)`;
