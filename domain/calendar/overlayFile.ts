import { z } from 'zod';
import { type Fault, faultsOf, only } from '../fault.ts';
import { worded } from '../worded.ts';
import { calendarDate, isCalendarDate } from './calendarDate.ts';
import { comparisonSchema, years } from './comparison.ts';
import { isKnownPlace, isPartOfKnownCountry } from './holidayLibrary.ts';
import { OTHER_YEARS, type Overlay, placeIn } from './overlay.ts';

const text = z.string().trim().min(1);
const RULE =
  /^(\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|(easter|orthodox)( -?\d{1,2})?|(mon|tues|wednes|thurs|fri|satur|sun)day (after|before) \d{2}-\d{2})$/;
const rule = z
  .string()
  .regex(RULE, 'a day, like 2026-11-02, 05-05, easter -2, orthodox 1 or friday after 06-19')
  .refine(exists, 'a day that exists');
const listOf = <T extends z.ZodType>(item: T) => z.array(item).default([]);
const days = listOf(
  only({ day: rule, name: worded, source: text, from: z.int().optional(), until: z.int().optional() }),
);

const overlaySchema = only({
  id: z.string().refine(isOverlayId, 'a place, like FR-67, or a place and a name, like BE+official'),
  also: listOf(z.string().refine(isKnownPlace, 'a place, like FR-67')),
  alone: z.boolean().default(false),
  version: text,
  title: worded.optional(),
  source: text.optional(),
  reading: worded.optional(),
  note: worded.optional(),
  compared: comparisonSchema.optional(),
  years: years.optional(),
  otherYears: z.enum(OTHER_YEARS).default('refused'),
  add: days,
  remove: days,
  remarks: listOf(only({ day: rule, remark: worded, source: text })),
}).superRefine((overlay, context) => {
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const { id, years: known, otherYears, add, remove } = overlay;
  if (!id.includes('+')) {
    if (!isKnownPlace(id) && !overlay.title) fault(['title'], 'a place that is new needs its name');
    if (overlay.years)
      fault(['years'], 'what holds for a place holds in every year; only a named overlay has years');
    if (overlay.reading && !id.includes('-'))
      fault(['reading'], 'what can be disputed needs a name: BG+substitutes');
    return;
  }
  for (const key of ['title', 'source'] as const)
    if (!overlay[key]) fault([key], 'an overlay with a name needs it');
  if (otherYears === 'place' && remove.length)
    fault(['otherYears'], 'without the days taken away a date could be later than it is; give refused');
  for (const [list, all] of Object.entries({ add, remove })) {
    for (const [index, { day }] of all.entries()) {
      const year = isCalendarDate(day) ? Number(day.slice(0, 4)) : undefined;
      if (year === undefined || (known && year >= known.first && year <= known.last)) continue;
      fault([list, index, 'day'], 'a single day must lie in the years that `years` names');
    }
  }
});

/** One overlay, or several of a country under `calendars`. */
const fileSchema = only({ calendars: z.array(overlaySchema).min(1) });

/** The overlays that a parsed file describes, or all its faults. */
export function readOverlayFile(content: unknown): { value: Overlay[] } | { faults: Fault[] } {
  const several = typeof content === 'object' && content !== null && 'calendars' in content;
  const result = several ? fileSchema.safeParse(content) : overlaySchema.safeParse(content);
  if (!result.success) return { faults: faultsOf(result.error) };
  const { data } = result;
  return { value: 'calendars' in data ? data.calendars : [data] };
}

/** A place, perhaps a new part of a country, or a place and a name. */
function isOverlayId(id: string): boolean {
  const place = placeIn(id);
  return (
    (id === place || /^[^+]+\+[a-z0-9-]+$/.test(id)) && (isKnownPlace(place) || isPartOfKnownCountry(place))
  );
}

/** Whether the day exists. A day without a year is looked up in a leap year, so that 29 February may be named. */
function exists(rule: string): boolean {
  const day = /(\d{4}-)?\d{2}-\d{2}$/.exec(rule);
  if (!day) return true;
  try {
    return Boolean(calendarDate(day[1] ? day[0] : `2024-${day[0]}`));
  } catch {
    return false;
  }
}
