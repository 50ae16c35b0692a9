import type { CalendarDate } from '../calendar/calendarDate.ts';
import { isActiveOn, type SystemEntry } from './system.ts';

/** A category of data with the systems in use that hold it; none is a hole in the map. */
export type Held<S> = { category: string; systems: S[] };

/**
 * Which systems hold each category on a day: first those that a policy or the organisation names, in their order, then
 * categories that only a system names.
 */
export function coverageOf<S extends Pick<SystemEntry, 'categories' | 'activeFrom' | 'activeUntil'>>(
  categories: readonly string[],
  systems: readonly S[],
  day: CalendarDate,
): Held<S>[] {
  const active = systems.filter((system) => isActiveOn(system, day));
  const all = new Set([...categories, ...active.flatMap((system) => system.categories)]);
  return [...all].map((category) => ({
    category,
    systems: active.filter((system) => system.categories.includes(category)),
  }));
}
