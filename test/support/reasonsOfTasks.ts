import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Step } from '../../domain/calendar/step.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { backupsDue } from '../../domain/tasks/backups.ts';
import { type TaskDue, taskDue } from '../../domain/tasks/due.ts';

/** A clock that runs, safe on a day. */
export const clockSafeOn = (safeOn: string, more: Partial<Deadline> = {}): Deadline => ({
  clock: 'reply',
  pack: 'gdpr-eu@2018',
  title: { en: 'Reply to the person', fr: 'Réponse à la personne', de: 'Antwort an die Person' },
  kind: 'day',
  advisory: false,
  state: 'running',
  safeOn: calendarDate(safeOn),
  source: 'Art. 12(3)',
  confirmed: true,
  because: [],
  ...more,
});

/** When a task in Paris is due that serves these clocks. */
export const taskIn = (
  clocks: Deadline[],
  { leadDays = 5, today = '2026-11-02', before = undefined as Parameters<typeof taskDue>[1]['before'] } = {},
): TaskDue | undefined =>
  taskDue(clocks, {
    leadDays,
    calendar: holidayCalendar('FR'),
    zone: 'Europe/Paris',
    today: calendarDate(today),
    before,
  });

const BEFORE = { systems: 'Archive, Calls', dueOn: calendarDate('2026-11-19') };
/** Tasks that together leave every step of a due day. */
export const EVERY_TASK: Step[] = [
  ...(taskIn([clockSafeOn('2026-11-27')], { before: BEFORE })?.because ?? []),
  ...(taskIn([clockSafeOn('2026-11-27')], { today: '2026-11-25' })?.because ?? []),
  ...backupsDue(calendarDate('2026-03-02'), { backupDays: 33, leadDays: 0 }, holidayCalendar('FR')).because,
];
