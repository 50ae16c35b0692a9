import type { Worded } from '../languages.ts';
import type { CalendarDate } from './calendarDate.ts';

/** A day off by its name; without one where only the day was given. */
export type NamedDay = { on: CalendarDate } & Partial<Worded>;

/** One step of an explanation: a stable code and the data that fills its sentence. Worded in views. */
export type Step = { code: string; data: Record<string, string | number | boolean | Date | NamedDay[]> };
