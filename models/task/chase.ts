import { sqlWordsOf } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';
import type { Planning } from '../letter/planned.ts';
import { READERS, TO_READERS } from '../letter/recipients.ts';
import type { ChaseDay } from './chaseDays.ts';
import { OPEN_TASKS } from './needed.ts';

/**
 * The letters of the chase, as CTEs of a statement. `task-reminder`: one for each owner and day, if none has gone since the latest
 * step of any of their open tasks. `task-late`: to those who work on the request, once for the tasks of a due day. The days are looked up
 * for the tasks of a request together: they share them.
 */
export function planChase(desk: Desk, days: readonly ChaseDay[]): Planning {
  return {
    tables: `${daysTable(desk, days)}, ${READERS},
      asked AS MATERIALIZED (SELECT DISTINCT t.organisation_id, t.request_id, t.kind, r.reference, r.assignee_id, t.due_on, t.asked_on,
          COALESCE(t.due_on, '') AS due_day, o.zone, r.calendar, r.declared_days, r.edition
        FROM ${OPEN_TASKS} JOIN organisations o ON o.id = t.organisation_id WHERE t.state = 'open'),
      dated AS MATERIALIZED (SELECT a.*, w.today, w.on_day, w.unanswered FROM asked a JOIN chase_days w
        ON w.asked_on = a.asked_on AND w.due_on = a.due_day AND w.zone = a.zone AND w.calendar = a.calendar
          AND w.declared_days = a.declared_days AND w.edition = a.edition),
      chased AS (SELECT t.link_id, d.today, CASE WHEN t.moved_on > d.on_day THEN t.moved_on ELSE d.on_day END AS on_day
        FROM dated d JOIN tasks t ON t.request_id = d.request_id AND t.state = 'open' AND t.kind = d.kind AND t.asked_on = d.asked_on
          AND COALESCE(t.due_on, '') = d.due_day),
      owners AS (SELECT link_id, today, MAX(on_day) AS on_day FROM chased WHERE on_day <> '' GROUP BY link_id, today),
      unanswered AS (SELECT DISTINCT organisation_id, assignee_id, request_id, reference, due_on FROM dated WHERE unanswered = 1)`,
    planned: `planned AS (${REMINDERS} UNION ALL ${LATE})`,
  };
}

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

function daysTable({ database }: Desk, days: readonly ChaseDay[]): string {
  const { text } = sqlWordsOf(database);
  const rows = days.map(
    ({ zone, calendar, declaredDays, edition, askedOn, dueOn, today, on, isUnanswered }) =>
      [
        ...[zone, calendar, declaredDays].map(text),
        Number(edition),
        ...[askedOn, dueOn, today, on].map(text),
        isUnanswered ? 1 : 0,
      ].join(', '),
  );
  return `chase_days (zone, calendar, declared_days, edition, asked_on, due_on, today, on_day, unanswered) AS (VALUES
    ${rows.map((row) => `(${row})`).join(', ')})`;
}
