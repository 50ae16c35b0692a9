import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Status } from '../../domain/lifecycle/status.ts';
import type { Right } from '../../domain/rights.ts';
import { select } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';

/** A request that nobody has answered yet. */
export type OldestRequest = {
  reference: string;
  right: Right;
  receivedOn: CalendarDate;
  nextDueOn: CalendarDate | null;
};

const MOST = 5;
const UNANSWERED: readonly Status[] = ['unverified', 'open', 'waiting'];
const OLDEST = `SELECT reference, "right", received_on AS "receivedOn", next_due_on AS "nextDueOn"
  FROM (${UNANSWERED.map(ofStatus).join(' UNION ALL ')}) unanswered ORDER BY received_at, id LIMIT ${MOST}`;

/** The oldest of one status, along its index. */
function ofStatus(status: Status): string {
  return `SELECT * FROM (SELECT id, reference, "right", received_on, next_due_on, received_at FROM subject_requests
    WHERE organisation_id = :organisationId AND status = '${status}' AND kind = 'request'
    ORDER BY received_at, id LIMIT ${MOST}) of_status`;
}

/** The requests that have waited longest for an answer. */
export const oldestUnanswered = ({ database }: Desk, { organisationId }: By): Promise<OldestRequest[]> =>
  select(database, OLDEST, { organisationId });
