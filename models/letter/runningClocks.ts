import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import type { Worded } from '../../domain/languages.ts';
import type { Right } from '../../domain/rights.ts';
import { momentFromColumn, type Values } from '../database/select.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import { withoutNulls } from '../database/storedRow.ts';
import type { Desk } from '../desk.ts';
import { articleOf } from '../subjectRequest/lawOf.ts';

/** A running deadline, with what a letter to staff needs to know of its request. `zone` is the organisation's. */
export type RunningClock = Pick<Deadline, 'clock' | 'kind' | 'startsAt' | 'targetAt'> & {
  id: number;
  title: Worded;
  state: 'running';
  advisory: false;
  safeOn?: CalendarDate;
  dueOn?: CalendarDate;
  lateAt: Date;
  requestId: number;
  reference: string;
  right: Right;
  /** The article that gives the right. */
  article?: Worded;
  assigneeId: number | null;
  organisationId: number;
  zone: string;
  escalationAddress: string;
};

/** A row as either database returns it: a moment is text in sqlite. */
type ClockRow = Pick<
  RunningClock,
  | 'id'
  | 'clock'
  | 'kind'
  | 'requestId'
  | 'reference'
  | 'right'
  | 'assigneeId'
  | 'organisationId'
  | 'zone'
  | 'escalationAddress'
> &
  Parameters<typeof articleOf>[1] & {
    title: string;
    safeOn: CalendarDate | null;
    dueOn: CalendarDate | null;
    startsAt: Date | string | null;
    targetAt: Date | string | null;
    lateAt: Date | string;
  };

/** Late deadlines by the rule `isLate` of `domain/deadlines/urgency`, found by an index; the latest last. */
export const lateClocks = (desk: Desk, now: Date, organisationId?: number): Promise<RunningClock[]> =>
  organisationId === undefined
    ? read(desk, 'd.late_at <= :now', { now })
    : read(desk, 'd.late_at <= :now AND d.organisation_id = :organisationId', { now, organisationId });

async function read(desk: Desk, condition: string, values: Values): Promise<RunningClock[]> {
  const rows = await selectSlowly<ClockRow>(
    desk.database,
    `SELECT d.id, d.clock, d.title, d.kind, d.starts_at AS "startsAt", d.safe_on AS "safeOn", d.due_on AS "dueOn",
       d.target_at AS "targetAt", d.late_at AS "lateAt", r.id AS "requestId", r.reference, r."right",
       r.policy_id AS "policyId", r.policy_version AS "policyVersion", r.received_on AS "receivedOn", r.edition,
       r.assignee_id AS "assigneeId", r.organisation_id AS "organisationId", o.zone,
       o.escalation_address AS "escalationAddress"
     FROM deadlines d JOIN subject_requests r ON r.id = d.request_id JOIN organisations o ON o.id = r.organisation_id
     WHERE d.state = 'running' AND d.advisory = FALSE AND ${condition} AND r.status <> 'closed' AND r.kind = 'request'
     ORDER BY d.late_at, d.id`,
    values,
  );
  return rows.map((row) => ({ ...clockOf(row), article: articleOf(desk, row) }));
}

/** Missing values are left out. */
function clockOf({ startsAt, targetAt, lateAt, title, assigneeId, ...row }: ClockRow): RunningClock {
  return {
    ...withoutNulls(row),
    ...withoutNulls({ startsAt: momentFromColumn(startsAt), targetAt: momentFromColumn(targetAt) }),
    lateAt: momentFromColumn(lateAt),
    assigneeId,
    title: JSON.parse(title),
    state: 'running',
    advisory: false,
  };
}
