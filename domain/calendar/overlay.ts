import type { Worded } from '../languages.ts';
import type { Comparison, Years } from './comparison.ts';

/**
 * A day, by a rule for each year or for some years (`easter -2`, `05-05`, `friday after 06-19`), or by its date (`2026-11-02`).
 * Its source is the statute, decree or list that names it.
 */
export type OverlayDay = { day: string; name: Worded; source: string; from?: number; until?: number };

/** A remark on a holiday: that it holds in a part of the place alone, or is disputed. */
type OverlayRemark = { day: string; remark: Worded; source: string };

/**
 * Corrections to the holiday library, with their sources. Under the id of a place (`CY`, `ES-VC`) they hold for that place and
 * its parts by default; under a name of their own (`BE+official`) for those who choose it. docs/law.md#corrections
 */
export type Overlay = {
  id: string;
  /** Other places for which the same holds: parts without further days, or the same place under another code. */
  also: string[];
  /** True where it holds for the place as a whole and not for its parts. */
  alone: boolean;
  version: string;
  /** The title of a named overlay, or of a place that the library does not know. */
  title?: Worded;
  /** What a named overlay rests on. */
  source?: string;
  /** The reading, where it can be disputed. Dates that rest on it are not confirmed. docs/law.md#readings */
  reading?: Worded;
  /** What those who choose the place should know. */
  note?: Worded;
  compared?: Comparison;
  /** The years whose days are known; absent where every correction follows a rule. */
  years?: Years;
  /** In other years: a refusal, or the place's own days, which the reasons then say. */
  otherYears: (typeof OTHER_YEARS)[number];
  add: OverlayDay[];
  remove: OverlayDay[];
  remarks: OverlayRemark[];
};

export const OTHER_YEARS = ['refused', 'place'] as const;

const declared = new Map<string, Overlay>();
let changes = 0;

/** Registers overlays by their ids, replacing those of the same id. */
export function declareOverlays(overlays: readonly Overlay[]): void {
  for (const overlay of overlays)
    for (const id of [overlay.id, ...overlay.also]) {
      if (declared.get(id) === overlay) continue;
      declared.set(id, overlay);
      changes += 1;
    }
}

/** The overlay registered under an id or a place, if there is one. */
export function overlayOf(id: string): Overlay | undefined {
  return declared.get(id);
}

/** How often overlays have changed, so that calendars built from former ones are built again. */
export const overlayChanges = (): number => changes;

/** The named overlays of a country: `BE+official`. */
export function namedOverlays(country: string): string[] {
  return idsOf(country).filter((id) => id.includes('+'));
}

/** The parts of a country that overlays declare, and that the library may not know: `PT-20`. */
export function declaredParts(country: string): string[] {
  return idsOf(country).filter((id) => /^[^-+]+-[^-+]+$/.test(id));
}

function idsOf(country: string): string[] {
  return [...declared.keys()].filter((id) => /^[-+]/.test(id.slice(2)) && id.startsWith(country)).sort();
}

/** The overlays that hold for a place by default: those of the places around it, the widest first, and its own. */
export function overlaysAround(id: string): Overlay[] {
  const place = placeIn(id);
  const around = placesAround(place).flatMap((each) => {
    const overlay = declared.get(each);
    return overlay && (each === place || !overlay.alone) ? [overlay] : [];
  });
  return [...new Map(around.map((overlay) => [overlay.id, overlay])).values()]; // one may hold for a whole and its parts
}

/** The place of an id and those around it, the widest first: `DE`, `DE-BY`, `DE-BY-KATH`. */
export function placesAround(id: string): string[] {
  const parts = placeIn(id).split('-');
  return parts.map((_, last) => parts.slice(0, last + 1).join('-'));
}

/** The place of an id, without the name of an overlay: `BE` of `BE+official`. */
export const placeIn = (id: string): string => id.split('+', 1)[0] as string;
