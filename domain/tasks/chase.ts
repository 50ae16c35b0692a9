import { type CalendarDate, dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { workingDaysBetween } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';

/** Working days until the first reminder to the owner of a task, and between reminders. */
const FIRST = 3;
const EACH = 2;
/** The late reminder at which the DPO is told that nobody answers. */
const TOLD_AT = 2;

type AskedTask = { askedOn: CalendarDate; dueOn?: CalendarDate };

/** Where the chase of a task stands on a day: the latest day on which its owner is to be reminded, and how often it was late. */
export type Chase = { on?: CalendarDate; isLate: boolean; isUnanswered: boolean };

/**
 * The latest day, up to today, on which the owner of an open task is reminded: three working days after it was asked and each second
 * working day from there, on the due day, and when it is late on the next working day and each second one from there. Asked on
 * Monday 2 March 2026 and due on Monday 16: 5, 9, 11, 13 and 16 March, then late on 17 and 19 March.
 * From the second late day on the DPO is told that nobody answers. `askedOn` is the day from which the owner can act: where another system
 * comes first, the day on which that was settled; after the due day, that day is the last one.
 */
export function chaseOn(
  { askedOn, dueOn }: AskedTask,
  calendar: HolidayCalendar,
  today: CalendarDate,
): Chase {
  const [asked, day] = [dayNumberOf(askedOn), dayNumberOf(today)];
  const due = dueOn === undefined ? Infinity : Math.max(dayNumberOf(dueOn), asked);
  if (day <= due) {
    const on = day === due ? day : stepBefore(asked, day, { first: FIRST, each: EACH, calendar });
    return { on: dayOf(on), isLate: false, isUnanswered: false };
  }
  const late = stepBefore(due, day, { first: 1, each: EACH, calendar }) ?? due;
  const isUnanswered = workingDaysBetween(due, day, calendar) >= 1 + (TOLD_AT - 1) * EACH;
  return { on: dayOf(late), isLate: true, isUnanswered };
}

const dayOf = (day: number | undefined): CalendarDate | undefined =>
  day === undefined ? undefined : dateOfDayNumber(day);

type Rhythm = { first: number; each: number; calendar: HolidayCalendar };

/** The latest working day up to `today` that is a step of the rhythm counted from `start`. */
function stepBefore(start: number, today: number, { first, each, calendar }: Rhythm): number | undefined {
  const passed = workingDaysBetween(start, today, calendar);
  if (passed < first) return undefined;
  let over = (passed - first) % each;
  for (let day = today; ; day -= 1) {
    if (!calendar.isWorkingDay(day)) continue;
    if (over === 0) return day;
    over -= 1;
  }
}
