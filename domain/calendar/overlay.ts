import type { Worded } from '../languages.ts';
import type { Comparison, Years } from './comparison.ts';

/**
 * A day by its rule (`easter -2`, `05-05`, `friday after 06-19`), which holds each year or from one year to another, or as it
 * is (`2026-11-02`). Its source is the statute, decree or list that names it.
 */
export type OverlayDay = { day: string; name: Worded; source: string; from?: number; until?: number };

/** What somebody should know of a holiday: that it holds in a part of the place alone, or is disputed. */
export type Remark = { day: string; remark: Worded; source: string };

/**
 * What is known better than the library of holidays knows it, with its sources. Under the id of a place (`CY`, `ES-VC`) it
 * holds for that place and its parts without being asked for; under a name of its own (`BE+official`) for whoever chooses it.
 */
export type Overlay = {
  id: string;
  /** Other places for which the same holds: parts that have no further days, or the same place under another code. */
  also: string[];
  /** True where it holds for the place as a whole and not for its parts. */
  alone: boolean;
  version: string;
  /** What an overlay with a name is called, or a place that the library does not know. */
  title?: Worded;
  /** On what an overlay with a name rests. */
  source?: string;
  /** The reading of an overlay that can be disputed; dates that rest on it are not confirmed. */
  reading?: Worded;
  /** What somebody who chooses the place should know. */
  note?: Worded;
  compared?: Comparison;
  /** The years whose days are known; absent where every correction follows a rule. */
  years?: Years;
  /** In other years: no answer, or the place's own days, with a word in the reasons. */
  otherYears: (typeof OTHER_YEARS)[number];
  add: OverlayDay[];
  remove: OverlayDay[];
  remarks: Remark[];
};

export const OTHER_YEARS = ['refused', 'place'] as const;

const declared = new Map<string, Overlay>();
let changes = 0;

/** Makes overlays known by their ids; one of the same id is replaced. */
export function declareOverlays(overlays: readonly Overlay[]): void {
  for (const overlay of overlays)
    for (const id of [overlay.id, ...overlay.also]) {
      if (declared.get(id) === overlay) continue;
      declared.set(id, overlay);
      changes += 1;
    }
}

/** The overlay of an id, or of a place, if it has been declared. */
export function overlayOf(id: string): Overlay | undefined {
  return declared.get(id);
}

/** How often what is declared has changed: what was made of former overlays is not made of these. */
export const overlayChanges = (): number => changes;

/** The ids of a country that have been declared by a name of their own: `BE+official`. */
export function namedOverlays(country: string): string[] {
  return idsOf(country).filter((id) => id.includes('+'));
}

/** The parts of a country that have been declared and that the library may not know: `PT-20`. */
export function declaredParts(country: string): string[] {
  return idsOf(country).filter((id) => /^[^-+]+-[^-+]+$/.test(id));
}

function idsOf(country: string): string[] {
  return [...declared.keys()].filter((id) => /^[-+]/.test(id.slice(2)) && id.startsWith(country)).sort();
}

/** What holds for the place of an id without being asked for: the overlays of the places around it, the widest first, and its own. */
export function overlaysAround(id: string): Overlay[] {
  const place = placeIn(id);
  const around = placesAround(place).flatMap((each) => {
    const overlay = declared.get(each);
    return overlay && (each === place || !overlay.alone) ? [overlay] : [];
  });
  return [...new Map(around.map((overlay) => [overlay.id, overlay])).values()]; // one may hold for a whole and its parts
}

/** The place of an id and the places around it, the widest first: `DE`, `DE-BY`, `DE-BY-KATH`. */
export function placesAround(id: string): string[] {
  const parts = placeIn(id).split('-');
  return parts.map((_, last) => parts.slice(0, last + 1).join('-'));
}

/** The place of an id, without the name of an overlay: `BE` of `BE+official`. */
export const placeIn = (id: string): string => id.split('+', 1)[0] as string;
