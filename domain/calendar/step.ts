import type { Worded } from '../languages.ts';
import type { CalendarDate } from './calendarDate.ts';

/** A holiday with its name, or without one where only the day was given. */
export type NamedDay = { on: CalendarDate } & Partial<Worded>;

/** One step of an explanation: a stable code and the data for its sentence, which the views word. */
export type Step = { code: string; data: Record<string, string | number | boolean | Date | NamedDay[]> };
