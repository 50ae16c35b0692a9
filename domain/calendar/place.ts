import type { Edition } from '../edition.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { isKnownPlace, isPlaceCode, partsOfCountry } from './holidayLibrary.ts';
import { declaredParts, overlayOf, placeIn, placesAround } from './overlay.ts';

/**
 * Refuses a calendar that cannot be chosen: one that does not exist, and `CH` without its canton, which could be chosen in the
 * first edition of the rules. docs/law.md#refused-calendars
 */
export function assertChoosable(id: string, edition: Edition): void {
  if (placeIn(id) === 'CH' && edition > 1) throw new RuleViolation('calendar-needs-canton', { calendar: id });
  assertCalendarKnown(id, edition);
}

/**
 * Refuses a calendar that does not exist: a place not known by exactly this code, `GB` without its nation (the whole lacks
 * days of each), or an overlay that was not declared.
 */
export function assertCalendarKnown(id: string, edition: Edition): void {
  const place = placeIn(id);
  if (place === 'GB') throw new RuleViolation('calendar-needs-nation', { calendar: id });
  if (!isKnownPlace(place) && !(edition > 1 && overlayOf(place))) {
    const [country = ''] = placesAround(place);
    if (!isPlaceCode(place) || !isKnownPlace(country))
      throw new RuleViolation('calendar-unknown', { calendar: id });
    throw new RuleViolation('calendar-part-unknown', { calendar: id, country });
  }
  if (place !== id && !overlayOf(id)) throw new RuleViolation('calendar-overlay-unknown', { calendar: id });
}

/** True for a country without a part, where some part has further holidays (Länder, départements, cantons). */
export function isNationwideOnly(place: string, edition: Edition): boolean {
  if (place.includes('-')) return false;
  const parts = Object.keys(partsOfCountry(place)).map((part) => `${place}-${part}`);
  if (edition === 1) return parts.length > 0;
  const same = overlayOf(place)?.also ?? [];
  return [...parts, ...declaredParts(place)].some((part) => !same.includes(part));
}
