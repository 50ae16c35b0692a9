import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import { longDate, longMoment } from './dates.ts';
import type { Language, T } from './i18n.ts';

/**
 * "The date moves from Thursday 2 April to Tuesday 2 June": the effect of a posting in the past, from the rule that stopped it.
 */
export function movesIn(
  t: T,
  language: Language,
  zone: string,
  { was, is }: Record<string, unknown>,
): string {
  const written = (at: unknown) =>
    at instanceof Date ? longMoment(at, language, zone) : longDate(at as CalendarDate, language);
  if (!was) return '';
  if (!is) return t('verbs:sending.standsStill', { was: written(was) });
  return t('verbs:sending.movesTo', { was: written(was), is: written(is) });
}
