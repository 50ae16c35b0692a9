import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { select } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';

/** An absence with the names; without a member it is a closure of the organisation. */
export type ListedAbsence = {
  id: number;
  userId: number | null;
  name: string | null;
  from: CalendarDate;
  until: CalendarDate;
  deputy: string | null;
};

/** A user by name, or by address. */
const NAME = (user: string) => `COALESCE(NULLIF(${user}.name, ''), ${user}.email)`;

/** What of an absence `a` is shown. */
export const ABSENCE_COLUMNS: Record<keyof ListedAbsence, string> = {
  id: 'a.id',
  userId: 'a.user_id',
  name: NAME('w'),
  from: 'a.from_on',
  until: 'a.until_on',
  deputy: NAME('p'),
};
export const ABSENCE_JOINS = 'LEFT JOIN users w ON w.id = a.user_id LEFT JOIN users p ON p.id = a.deputy_id';

/** The absences and closures of an organisation that are not over, the next first. */
export const absencesOf = (
  { database }: Desk,
  { organisationId }: Pick<By, 'organisationId'>,
  today: CalendarDate,
): Promise<ListedAbsence[]> =>
  select<ListedAbsence>(
    database,
    `SELECT ${Object.entries(ABSENCE_COLUMNS)
      .map(([name, column]) => `${column} AS "${name}"`)
      .join(', ')}
     FROM absences a ${ABSENCE_JOINS} WHERE a.organisation_id = :organisationId AND a.until_on >= :today ORDER BY a.from_on, a.id`,
    { organisationId, today },
  );
