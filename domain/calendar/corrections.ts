import type { Worded } from '../languages.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { daysOfRule } from './holidayLibrary.ts';
import { type Overlay, type OverlayDay, placeIn } from './overlay.ts';

/**
 * The holidays of a year, corrected by overlays one after the other. Each removes days before it adds its own. In a year that
 * its list does not cover, an overlay refuses or leaves the days as they are. docs/law.md#corrections
 */
export function corrected<Name>(
  days: ReadonlyMap<number, Name>,
  overlays: readonly Overlay[],
  year: number,
): Map<number, Name | Worded> {
  const found = new Map<number, Name | Worded>(days);
  for (const overlay of overlays) {
    if (!covers(overlay, year)) continue;
    for (const { day } of daysIn(overlay.remove, year)) found.delete(day);
    for (const { day, name } of daysIn(overlay.add, year)) found.set(day, name);
  }
  return found;
}

/** The days of a year that have a remark. */
export function remarksIn(overlays: readonly Overlay[], year: number): Map<number, Worded> {
  const every = overlays.flatMap(({ remarks }) => remarks);
  return new Map(
    every.flatMap(({ day, remark }) => daysOfRule(day, year).map((on) => [on, remark] as const)),
  );
}

function covers({ id, years, otherYears }: Overlay, year: number): boolean {
  if (!years || (year >= years.first && year <= years.last)) return true;
  if (otherYears === 'place') return false;
  throw new RuleViolation('overlay-year-missing', { calendar: id, year, ...years, place: placeIn(id) });
}

function daysIn(all: readonly OverlayDay[], year: number): { day: number; name: Worded }[] {
  return all
    .filter(({ from = year, until = year }) => from <= year && year <= until)
    .flatMap(({ day, name }) => daysOfRule(day, year).map((on) => ({ day: on, name })));
}
