import type { CalendarDate } from './calendarDate.ts';

/** A public holiday declared or abolished after the calendar's data was made, with its source. */
export type DeclaredDay = { on: CalendarDate; name: string; source: string; working: boolean };
