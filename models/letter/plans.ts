import { sqlWordsOf } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';
import { worthALetter } from '../today/conditions.ts';
import { mornings } from './mornings.ts';
import type { Planning } from './planned.ts';
import { ORGANISATION_LANGUAGE, readersAt, TO_READERS } from './recipients.ts';

// The same rules as `stepToSend`, `dayAfter` and `isInDigest`, as SQL for all deadlines at once (a test compares the two).

/** The largest difference between two time zones: a first warning is stored in the zone of receipt. */
const ZONES_APART = 26 * 3_600_000;
const TWO_HOURS = 7_200_000;

/**
 * Starts with the deadlines. On sqlite CROSS JOIN forces this; otherwise it would start with every request of an
 * organisation.
 */
const RUNNING = `FROM deadlines d CROSS JOIN subject_requests r JOIN organisations o ON o.id = r.organisation_id
  JOIN zones z ON z.zone = o.zone`;
const RUNS = `d.state = 'running' AND d.advisory = FALSE AND r.id = d.request_id AND r.status <> 'closed' AND r.kind = 'request'`;
/** Nobody is alerted of what was late before an import brought it to the desk. */
const LATE_HERE = `(r.import_id IS NULL OR d.late_at > r.created_at)`;
const COLUMNS = `r.organisation_id, r.assignee_id, r.id AS request_id, r.reference, d.id AS deadline_id, d.clock, d.late_at AS due_moment`;

/**
 * Reminders for deadlines whose latest step has come, with their recipients. A day deadline that is late has none: the digest reports
 * it.
 */
export async function planReminders(desk: Desk, now: Date): Promise<Planning> {
  const { moment, milliseconds, once } = sqlWordsOf(desk.database);
  const soon = moment(new Date(now.getTime() + ZONES_APART));
  const hourStep = hourStepAt(now, milliseconds('d.starts_at'), milliseconds('d.target_at'));
  return {
    tables: `${await mornings(desk, now)}, ${await readersAt(desk, now)},
      clocks AS ${once} (SELECT ${COLUMNS}, CASE WHEN d.kind <> 'day' THEN ${hourStep}
          WHEN t.day = d.last_reminder_on THEN 'due-day' WHEN t.day = d.second_reminder_on THEN 'two-days'
          WHEN t.day = d.first_reminder_on THEN 'seven-days' END AS step ${RUNNING}
        LEFT JOIN steps t ON d.kind = 'day' AND d.late_at > ${moment(now)} AND t.zone = z.zone AND t.at >= d.starts_at
          AND t.day = CASE WHEN d.last_reminder_on <= z.day THEN d.last_reminder_on
            WHEN d.second_reminder_on <= z.day THEN d.second_reminder_on ELSE d.first_reminder_on END
        WHERE d.warn_at <= ${soon} AND ${RUNS} AND ${LATE_HERE}),
      wanted AS (SELECT 'reminder' AS kind, c.*, s.user_id AS reader, s.language FROM clocks c ${TO_READERS} WHERE c.step IS NOT NULL)`,
  };
}

/**
 * Overdue deadlines: the day after the due date a letter to the escalation address. From 08:00 on each reader's letter of the day, if
 * something is overdue, or a message, an extension or a letter that came back waits.
 */
export async function planEscalations(desk: Desk, now: Date): Promise<Planning> {
  const { moment } = sqlWordsOf(desk.database);
  return {
    tables: `${await mornings(desk, now)}, ${await readersAt(desk, now)},
      clocks AS (SELECT ${COLUMNS}, d.due_on, d.target_at, z.day, z.day_start, z.digest_on, ${LATE_HERE} AS late_here,
          o.escalation_address, ${ORGANISATION_LANGUAGE} AS language ${RUNNING}
        WHERE d.late_at <= ${moment(now)} AND ${RUNS}),
      wanted AS (SELECT 'escalation' AS kind, organisation_id, request_id, reference, deadline_id, clock, due_moment,
          'day-after' AS step, NULL AS reader, language
        FROM clocks WHERE escalation_address <> '' AND late_here AND CASE WHEN due_on IS NULL THEN target_at < day_start ELSE due_on < day END
      UNION ALL SELECT 'overdue-digest', organisation_id, NULL, NULL, NULL, NULL, NULL, digest_on, reader, language
        FROM (SELECT DISTINCT c.organisation_id, c.digest_on, s.user_id AS reader, s.language
          FROM (SELECT organisation_id, assignee_id, digest_on FROM clocks WHERE digest_on IS NOT NULL AND due_moment <= day_start
            UNION ${worthALetter(desk, moment(now), 'z.day_end')}) c ${TO_READERS}) digests)`,
  };
}

/**
 * The latest step of an hour deadline that has come, as SQL on milliseconds. Like `reminderSteps`, it leaves out steps whose moment
 * comes before the start.
 */
function hourStepAt(now: Date, from: string, to: string): string {
  const at = now.getTime();
  const half = `${from} + (${to} - ${from}) / 2`;
  const twoHours = `${to} - ${TWO_HOURS}`;
  return `CASE WHEN d.target_at IS NULL THEN NULL
    WHEN ${to} <= ${at} AND ${to} >= ${from} THEN 'late'
    WHEN ${twoHours} <= ${at} AND ${twoHours} >= ${from} AND (${half} > ${at} OR ${twoHours} >= ${half}) THEN 'two-hours'
    WHEN ${half} <= ${at} AND ${to} >= ${from} THEN 'half-time'
    WHEN ${from} <= ${at} THEN 'received' END`;
}
