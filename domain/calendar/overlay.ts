import { z } from 'zod';
import { type Fault, faultsOf, only } from '../fault.ts';
import { calendarDate, isCalendarDate } from './calendarDate.ts';
import { assertPlace } from './holidayLibrary.ts';
import type { HolidayName } from './holidays.ts';

/** A day by its rule (`easter -2`, `05-05`, `friday after 06-19`), which holds each year, or as it is (`2026-11-02`). */
export type OverlayDay = { day: string; name: HolidayName; source: string };

/** Corrections to the calendar of one place, with their sources; opt-in by its id: `BE+official`. */
export type Overlay = {
  id: string;
  version: string;
  title: HolidayName;
  source: string;
  /** The years whose days are known; absent where every correction follows a rule. */
  years?: { first: number; last: number };
  /** In other years: no answer, or the place's own days, with a word in the reasons. */
  otherYears: (typeof OTHER_YEARS)[number];
  add: OverlayDay[];
  remove: OverlayDay[];
};

const OTHER_YEARS = ['refused', 'place'] as const;
const text = z.string().trim().min(1);
const worded = only({ en: text, fr: text });
const RULE =
  /^(\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|(easter|orthodox)( -?\d{1,2})?|(mon|tues|wednes|thurs|fri|satur|sun)day (after|before) \d{2}-\d{2})$/;
const days = z
  .array(
    only({
      day: z
        .string()
        .regex(RULE, 'a day, like 2026-11-02, 05-05, easter -2, orthodox 1 or friday after 06-19')
        .refine(exists, 'a day that exists'),
      name: worded,
      source: text,
    }),
  )
  .default([]);

const overlaySchema = only({
  id: z.string().refine(isOverlayId, 'a place and the name of the overlay, like BE+official'),
  version: text,
  title: worded,
  source: text,
  years: only({ first: z.int(), last: z.int() }).optional(),
  otherYears: z.enum(OTHER_YEARS).default('refused'),
  add: days,
  remove: days,
}).superRefine(({ years, otherYears, add, remove }, context) => {
  if (otherYears === 'place' && remove.length) {
    const message = 'without the days taken away a date could be later than it is; give refused';
    context.addIssue({ code: 'custom', path: ['otherYears'], message });
  }
  for (const [list, all] of Object.entries({ add, remove })) {
    for (const [index, { day }] of all.entries()) {
      const year = isCalendarDate(day) ? Number(day.slice(0, 4)) : undefined;
      if (year === undefined || (years && year >= years.first && year <= years.last)) continue;
      const message = 'a single day must lie in the years that `years` names';
      context.addIssue({ code: 'custom', path: [list, index, 'day'], message });
    }
  }
});

/** The overlay that a parsed file describes, or every fault of it. */
export function readOverlay(content: unknown): { value: Overlay } | { faults: Fault[] } {
  const result = overlaySchema.safeParse(content);
  return result.success ? { value: result.data } : { faults: faultsOf(result.error) };
}

const declared = new Map<string, Overlay>();

/** Makes overlays known to `holidayCalendar` by their id; one of the same id is replaced. */
export function declareOverlays(overlays: readonly Overlay[]): void {
  for (const overlay of overlays) declared.set(overlay.id, overlay);
}

/** The overlay of an id, if it has been declared. */
export function overlayOf(id: string): Overlay | undefined {
  return declared.get(id);
}

/** Ids of the overlays that have been declared. */
export function overlayIds(): string[] {
  return [...declared.keys()].sort();
}

function isOverlayId(id: string): boolean {
  const match = /^([^+]+)\+[a-z0-9-]+$/.exec(id);
  try {
    if (match) assertPlace(match[1] as string);
    return match !== null;
  } catch {
    return false; // the refinement's own message says what is allowed
  }
}

/** A day of the month is looked up in a leap year, so that 29 February may be named. */
function exists(rule: string): boolean {
  const day = /(\d{4}-)?\d{2}-\d{2}$/.exec(rule);
  if (!day) return true;
  try {
    return Boolean(calendarDate(day[1] ? day[0] : `2024-${day[0]}`));
  } catch {
    return false;
  }
}
