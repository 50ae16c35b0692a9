import { type CalendarDate, dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { lastDay, nominalDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Step } from '../calendar/step.ts';
import type { TaskKind, TaskOutcome } from './task.ts';

/** When an owner is asked whether deleted data are gone from the backups too, by when they answer, and why. */
export type BackupsDue = { askOn: CalendarDate; dueOn: CalendarDate; because: Step[] };

/** The working days that an owner has at the least: nobody is late on the day on which they are asked. */
const LEAST = 3;

/** Whether a deletion leaves copies behind: it was done, in a system whose backups go in a cycle. What was not found left none. */
export const leavesBackups = (
  { kind, outcome }: { kind: TaskKind; outcome: TaskOutcome },
  { backupDays }: { backupDays: number | null },
): boolean => kind === 'delete' && outcome === 'done' && backupDays !== null && backupDays > 0;

/**
 * The end of the cycle is that of a storage period: it does not roll (Art. 5(1)(e)). To ask and to answer is a colleague's work: on
 * the first working day from then, and within the owner's lead time, three working days at the least. Deleted on Monday 2 March 2026
 * and kept for 33 days: gone by Saturday 4 April, asked on Tuesday 7 April in France (Easter), due on Friday 10 April.
 */
export function backupsDue(
  deletedOn: CalendarDate,
  { backupDays, leadDays }: { backupDays: number; leadDays: number },
  calendar: HolidayCalendar,
): BackupsDue {
  const start = dayNumberOf(deletedOn);
  const period = { count: backupDays, unit: 'days' as const };
  const gone = nominalDay(start, period, calendar);
  const ask = lastDay(
    { start: gone, nominal: gone, period: { count: 1, unit: 'days' }, rolls: true },
    calendar,
  );
  const count = Math.max(leadDays, LEAST);
  const due = nominalDay(ask, { count, unit: 'working-days' }, calendar);
  const [to, on, by] = [gone, ask, due].map(dateOfDayNumber) as [CalendarDate, CalendarDate, CalendarDate];
  return {
    askOn: on,
    dueOn: by,
    because: [
      { code: 'backups-gone', data: { count: backupDays, unit: 'days', from: deletedOn, to } },
      { code: 'backups-asked', data: { on } },
      { code: 'backups-due', data: { count, unit: 'working-days', to: by } },
    ],
  };
}
