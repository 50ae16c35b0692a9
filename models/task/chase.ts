import { sqlWordsOf } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';
import type { Planning } from '../letter/planned.ts';
import { readersAt, TO_READERS } from '../letter/recipients.ts';
import type { ToChase } from './toChase.ts';

/**
 * The letters of the chase, as CTEs of a statement. `task-reminder`: one for each owner and day, if none has gone since the latest
 * step of any of their open tasks. `task-late`: to those who work on the request, once for the tasks of a due day.
 */
export async function planChase(desk: Desk, { owners, unanswered }: ToChase, now: Date): Promise<Planning> {
  const { rowsIn, text } = sqlWordsOf(desk.database);
  const late = unanswered.map(({ organisationId, assigneeId, requestId, reference, dueOn }) => [
    ...[organisationId, assigneeId, requestId],
    ...[reference, dueOn],
  ]);
  const reminded = owners.map(({ linkId, today, on }) => [linkId, today, on]);
  return {
    tables: `${await readersAt(desk, now)},
      owners AS (${rowsIn(text(JSON.stringify(reminded)), { link_id: 'integer', today: 'text', on_day: 'text' })}),
      unanswered AS (${rowsIn(text(JSON.stringify(late)), LATE_COLUMNS)})`,
    planned: `planned AS (${REMINDERS} UNION ALL ${LATE})`,
  };
}

const LATE_COLUMNS = {
  organisation_id: 'integer',
  assignee_id: 'integer',
  request_id: 'integer',
  reference: 'text',
  due_on: 'text',
} as const;

const NOT_OF_A_CLOCK =
  'CAST(NULL AS INTEGER) AS deadline_id, CAST(NULL AS timestamptz) AS due_moment, NULL AS clock';

/** The day is in the key, so that a range of keys holds the reminders since the latest step. */
const REMINDERS = `SELECT 'task-reminder' AS kind, l.organisation_id, CAST(NULL AS INTEGER) AS request_id, NULL AS reference,
    ${NOT_OF_A_CLOCK}, w.today AS step, l.id AS reader, 'owner:' || l.id AS recipient, l.language,
    'chase:' || l.id || ':' || w.today AS ledger_key
  FROM owners w JOIN owner_links l ON l.id = w.link_id
  WHERE l.revoked_at IS NULL AND NOT EXISTS (SELECT 1 FROM letters x WHERE x.recipient = 'owner:' || l.id
    AND x.ledger_key BETWEEN 'chase:' || l.id || ':' || w.on_day AND 'chase:' || l.id || ':' || w.today)`;

const LATE = `SELECT 'task-late', c.organisation_id, c.request_id, c.reference,
    ${NOT_OF_A_CLOCK}, c.due_on, s.user_id, 'user:' || s.user_id, s.language,
    'task-late:' || c.request_id || ':' || c.due_on || ':user:' || s.user_id
  FROM unanswered c ${TO_READERS} WHERE s.user_id IS NOT NULL`;
