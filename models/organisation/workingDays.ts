import { withDeclaredDays } from '../../domain/calendar/declaredDays.ts';
import { calendarInUse, type HolidayCalendar } from '../../domain/calendar/holidays.ts';
import { PRESENT_EDITION } from '../../domain/edition.ts';
import type { Workplace } from '../user/staff.ts';
import { declaredDaysOf } from './declaredDays.ts';

/** The days on which an organisation works: its calendar, with the days that it declared. */
export const calendarOfWorkplace = (
  organisation: Pick<Workplace, 'calendar' | 'declaredDays'>,
): HolidayCalendar =>
  withDeclaredDays(calendarInUse(organisation.calendar, PRESENT_EDITION), declaredDaysOf(organisation));
