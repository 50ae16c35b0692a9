import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { NOT_CLOSED_STATUSES } from '../../domain/lifecycle/status.ts';
import { handsOf } from '../../domain/today/hands.ts';
import { momentFromColumn, selectList } from '../database/select.ts';
import { quotedWords } from '../database/sqlWords.ts';
import type { By, Desk } from '../desk.ts';
import { colleaguesOf, whoseOf } from './whose.ts';

/** A running deadline of somebody's work, with its last day or its moment. */
export type FeedDate = {
  reference: string;
  clock: string;
  pack: string;
  title: string;
  dueOn: CalendarDate | null;
  targetAt: Date | null;
};

/** So many at most: what is due first. */
const MOST = 1000;

/** Every running deadline of a member's work, the next first. */
export async function datesOf(desk: Desk, by: By, today: CalendarDate): Promise<FeedDate[]> {
  const colleagues = await colleaguesOf(desk, by, today);
  const whose = whoseOf(desk, handsOf(colleagues, Number(by.actor.replace('user:', ''))));
  const columns = {
    reference: 'r.reference',
    clock: 'd.clock',
    pack: 'd.pack',
    title: 'd.title',
    dueOn: 'd.due_on',
    targetAt: 'd.target_at',
  };
  const rows = await selectList<FeedDate>(
    desk.database,
    columns,
    `FROM subject_requests r JOIN deadlines d ON d.request_id = r.id AND d.state = 'running' AND d.advisory = FALSE AND d.late_at IS NOT NULL
     WHERE r.organisation_id = :organisationId AND r.kind = 'request' AND r.next_late_at IS NOT NULL
       AND r.status IN (${quotedWords(NOT_CLOSED_STATUSES)}) ${whose.condition} ORDER BY r.next_late_at, r.id, d.late_at LIMIT ${MOST}`,
    { organisationId: by.organisationId, ...whose.values },
  );
  return rows.map((row) => ({ ...row, targetAt: momentFromColumn(row.targetAt) }));
}
