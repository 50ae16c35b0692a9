import { type CalendarDate, dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { nominalBefore, safeDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Step } from '../calendar/step.ts';
import { localDate } from '../calendar/zone.ts';
import { type Deadline, hasEnded } from '../deadlines/deadline.ts';

/** The day by which a task is to be done, the clock that it serves, and why. */
export type TaskDue = { dueOn: CalendarDate; clock: string; because: Step[] };

/** What comes after a task, and the day on which the first of it is due. */
type Following = { systems: string; dueOn: CalendarDate };
type Asked = {
  leadDays: number;
  calendar: HolidayCalendar;
  zone: string;
  today: CalendarDate;
  before?: Following;
};

/**
 * The safe day of the earliest running clock, minus the lead time in working days, and at the latest the working day before whatever
 * comes after it in the order of the systems; always a working day, and never before today.
 * Undefined where no clock has a date. Reply safe on Friday 27 November 2026 and a lead time of 5: Friday 20 November.
 */
export function taskDue(
  deadlines: readonly Deadline[],
  { leadDays, calendar, zone, today, before }: Asked,
): TaskDue | undefined {
  const [first] = deadlines
    .filter((deadline) => !hasEnded(deadline) && !deadline.advisory)
    .flatMap((deadline) => {
      const on = deadline.safeOn ?? (deadline.targetAt && localDate(deadline.targetAt, zone));
      return on ? [{ deadline, on }] : [];
    })
    .sort((one, other) => dayNumberOf(one.on) - dayNumberOf(other.on));
  if (!first) return undefined;
  const served = safeDay(dayNumberOf(first.on), calendar);
  const led =
    leadDays > 0 ? nominalBefore(served, { count: leadDays, unit: 'working-days' }, calendar) : served;
  const ahead =
    before && nominalBefore(dayNumberOf(before.dueOn), { count: 1, unit: 'working-days' }, calendar);
  const wanted = Math.min(led, ahead ?? led);
  const due = Math.max(wanted, nextWorking(dayNumberOf(today), calendar));
  const { en, fr, de } = first.deadline.title;
  const name = { en, ...(fr && { fr }), ...(de && { de }) };
  return {
    dueOn: dateOfDayNumber(due),
    clock: first.deadline.clock,
    because: [
      { code: 'task-serves', data: { ...name, on: dateOfDayNumber(served) } },
      ...(leadDays > 0
        ? [{ code: 'task-lead', data: { count: leadDays, unit: 'working-days', to: dateOfDayNumber(led) } }]
        : []),
      ...(before && wanted < led
        ? [{ code: 'task-before', data: { systems: before.systems, to: dateOfDayNumber(wanted) } }]
        : []),
      ...(due > wanted ? [{ code: 'task-at-once', data: { to: dateOfDayNumber(due) } }] : []),
    ],
  };
}

/** The first working day on or after a day. */
function nextWorking(day: number, calendar: HolidayCalendar): number {
  let next = day;
  while (safeDay(next, calendar) !== next) next += 1;
  return next;
}
