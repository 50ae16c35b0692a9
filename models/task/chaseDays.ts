import { type CalendarDate, dayNumberOf } from '../../domain/calendar/calendarDate.ts';
import { localDate, morningOfDayNumber } from '../../domain/calendar/zone.ts';
import { chaseOn } from '../../domain/tasks/chase.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import { calendarOf } from '../subjectRequest/recompute.ts';
import { OPEN_TASKS } from './needed.ts';

/** Open tasks that are chased on the same days. */
type ChaseGroup = Parameters<typeof calendarOf>[0] & {
  zone: string;
  askedOn: CalendarDate;
  /** Empty where it has none. */
  dueOn: CalendarDate | '';
};

/** Such a group today, with the latest day on which its owners are reminded; empty before the first. */
export type ChaseDay = ChaseGroup & { today: CalendarDate; on: CalendarDate | ''; isUnanswered: boolean };

/**
 * The days of the chase of all open tasks, by the rule of a single one; none before 08:00 of the organisation, and none on
 * a day on which nobody works: what was missed waits for the next one.
 */
export async function chaseDays(desk: Desk, now: Date): Promise<ChaseDay[]> {
  const groups = await select<ChaseGroup>(
    desk.database,
    `SELECT DISTINCT o.zone, r.calendar, r.declared_days AS "declaredDays", r.edition, t.asked_on AS "askedOn",
       COALESCE(t.due_on, '') AS "dueOn"
     FROM ${OPEN_TASKS} JOIN organisations o ON o.id = t.organisation_id WHERE t.state = 'open' AND t.asked_on IS NOT NULL`,
    {},
  );
  return groups.flatMap((group) => {
    const today = localDate(now, group.zone);
    const calendar = calendarOf(group);
    const day = dayNumberOf(today);
    if (!calendar.isWorkingDay(day) || morningOfDayNumber(day, group.zone) > now) return [];
    const { askedOn, dueOn } = group;
    const { on = '', isUnanswered } = chaseOn({ askedOn, dueOn: dueOn || undefined }, calendar, today);
    return [{ ...group, today, on, isUnanswered }];
  });
}
