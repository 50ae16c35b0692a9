import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Step } from '../../domain/calendar/step.ts';
import { restDeadlines } from '../../domain/deadlines/rest.ts';
import { factsOf } from './facts.ts';

const [saidAt, returnedAt] = [new Date('2026-11-02T09:00:00Z'), new Date('2026-11-09T09:00:00Z')];
const rest = { number: 1, on: calendarDate('2026-12-06'), saidAt, returnedAt };

/** Of an announced rest whose letter came back; its day was a Sunday. */
export const EVERY_REST: Step[] = restDeadlines(
  factsOf('2026-10-02T09:17:00Z', { rests: [rest] }),
  holidayCalendar('FR'),
).flatMap(({ because }) => because);
