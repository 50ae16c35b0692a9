import type { Edition } from '../edition.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { isKnownPlace, isPlaceCode, partsOfCountry } from './holidayLibrary.ts';
import { declaredParts, overlayOf, placeIn, placesAround } from './overlay.ts';

/**
 * Refuses a calendar that nobody may choose: one that there is not, and `CH` without its canton, which could be chosen in the
 * first edition of the rules.
 */
export function assertChoosable(id: string, edition: Edition): void {
  if (placeIn(id) === 'CH' && edition > 1) throw new RuleViolation('calendar-needs-canton', { calendar: id });
  assertKnown(id, edition);
}

/**
 * Refuses a calendar that there is not: of a place that is not known by exactly this code, of `GB` without its nation (the
 * whole lacks days of each), or with the name of an overlay that has not been declared.
 */
export function assertKnown(id: string, edition: Edition): void {
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

/** True for a country code alone some part of which may have further holidays (Länder, départements, cantons). */
export function isNationwideOnly(place: string, edition: Edition): boolean {
  if (place.includes('-')) return false;
  const parts = Object.keys(partsOfCountry(place)).map((part) => `${place}-${part}`);
  if (edition === 1) return parts.length > 0;
  const same = overlayOf(place)?.also ?? [];
  return [...parts, ...declaredParts(place)].some((part) => !same.includes(part));
}
