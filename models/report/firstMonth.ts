import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { type Month, monthOf } from '../../domain/reports/month.ts';
import { select } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';

/** The month of an organisation's first request; undefined while it has none. */
export async function firstMonthOf(
  { database }: Desk,
  { organisationId }: Pick<By, 'organisationId'>,
): Promise<Month | undefined> {
  const [first] = await select<{ receivedOn: CalendarDate }>(
    database,
    `SELECT received_on AS "receivedOn" FROM subject_requests WHERE organisation_id = :organisationId AND kind = 'request'
     ORDER BY received_at, id LIMIT 1`,
    { organisationId },
  );
  return first && monthOf(first.receivedOn);
}
