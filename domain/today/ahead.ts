import {
  type CalendarDate,
  dateOfDayNumber,
  dayNumberOf,
  weekdayOfDayNumber,
} from '../calendar/calendarDate.ts';
import { safeDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Worded } from '../languages.ts';
import { type DaySpan, isWithin } from './absences.ts';

/** What the look ahead is made from: how many fall due on each day, when the house is closed, and when the reader is away. */
export type AheadInput = {
  today: CalendarDate;
  calendar: HolidayCalendar;
  closures: readonly DaySpan[];
  away: readonly (DaySpan & { deputy: string | null })[];
  due: readonly { on: CalendarDate; count: number }[];
};

/** A day of the strip: how many fall due, whether nobody works and why, whether the reader is away. */
export type AheadDay = {
  on: CalendarDate;
  count: number;
  isToday: boolean;
  isPast: boolean;
  shut?: 'holiday' | 'closure';
  name?: Worded;
  isAway: boolean;
};

/** What a reader should know of the weeks ahead: how many fall due while nobody works or they are away, and the last working day before. */
export type AheadWarning = DaySpan &
  (
    | { kind: 'closure' | 'closed'; count: number; before: CalendarDate }
    | { kind: 'away'; count: number; deputy: string | null }
  );

const WEEKS = 5;

/**
 * Five weeks of Monday to Friday from the present one on; on a Saturday or Sunday from the next. Monday 30 November 2026: until Friday 1
 * January.
 */
export function daysAhead({ today, calendar, closures, away, due }: AheadInput): AheadDay[] {
  const now = dayNumberOf(today);
  const weekday = weekdayOfDayNumber(now);
  const monday = now - (weekday - 1) + (weekday > 5 ? 7 : 0);
  const counts = new Map(due.map(({ on, count }) => [on, count]));
  return Array.from({ length: WEEKS }, (_, week) => [0, 1, 2, 3, 4].map((day) => monday + week * 7 + day))
    .flat()
    .map((day) => {
      const on = dateOfDayNumber(day);
      const isClosed = closures.some((span) => isWithin(span, on));
      const name = calendar.holidayName(day);
      const shut = !calendar.isWorkingDay(day)
        ? ('holiday' as const)
        : isClosed
          ? ('closure' as const)
          : undefined;
      return {
        on,
        count: counts.get(on) ?? 0,
        isToday: on === today,
        isPast: on < today,
        ...(shut && { shut }),
        ...(shut === 'holiday' && name && { name }),
        isAway: away.some((span) => isWithin(span, on)),
      };
    });
}

/**
 * What falls due in a closure, on other days on which nobody works, and while the reader is away, in the order of the days. A closure moves no
 * deadline: the last working day before it is the one to aim for. Three due from 24 December to 2 January: the 23rd.
 */
export function warningsAhead(input: AheadInput): AheadWarning[] {
  const { today, closures, away, due } = input;
  const calendar = withClosures(input.calendar, closures);
  const ahead = due.filter(({ on }) => on >= today);
  const within = (span: DaySpan) => sum(ahead.filter(({ on }) => isWithin(span, on)));
  const before = (on: CalendarDate) => dateOfDayNumber(safeDay(dayNumberOf(on) - 1, calendar));
  const closed = ahead.filter(
    ({ on }) => !calendar.isWorkingDay(dayNumberOf(on)) && !closures.some((span) => isWithin(span, on)),
  );
  const warnings: AheadWarning[] = [
    ...closures.map(({ from, until }) => ({
      kind: 'closure' as const,
      from,
      until,
      count: within({ from, until }),
      before: before(from),
    })),
    ...closed.map(({ on, count }) => ({
      kind: 'closed' as const,
      from: on,
      until: on,
      count,
      before: before(on),
    })),
    ...away.map(({ from, until, deputy }) => ({
      kind: 'away' as const,
      from,
      until,
      count: within({ from, until }),
      deputy,
    })),
  ];
  return warnings
    .filter(({ kind, count }) => count > 0 || kind === 'away')
    .sort((a, b) => a.from.localeCompare(b.from));
}

const sum = (days: readonly { count: number }[]): number => days.reduce((all, { count }) => all + count, 0);

/** The days on which somebody is there: closures move no date, so they are in no calendar that counts. */
const withClosures = (calendar: HolidayCalendar, closures: readonly DaySpan[]): HolidayCalendar => ({
  ...calendar,
  isWorkingDay: (day) =>
    calendar.isWorkingDay(day) && !closures.some((span) => isWithin(span, dateOfDayNumber(day))),
});
