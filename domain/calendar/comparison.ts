import { z } from 'zod';
import { only } from '../fault.ts';
import { inEach, localeOf, type Worded } from '../languages.ts';
import { worded } from '../worded.ts';
import { type CalendarDate, isCalendarDate } from './calendarDate.ts';
import { LIBRARY_VERSION } from './holidayLibrary.ts';

/** From the first to the last of these years, both included. */
export type Years = { first: number; last: number };

/**
 * With what the days of a calendar were compared, when, and for which years. `law`: a statute, decree or official list, named
 * in `with`. `libraries`: a second holiday library has the same days, and nobody read a law. docs/law.md#corrections
 */
export type Comparison = { by: 'law' | 'libraries'; with: Worded; on: CalendarDate; years: Years };

const text = z.string().trim().min(1);

export const years = only({ first: z.int(), last: z.int() });

/** How a file gives it: `law` names what was read, `library` the second library that agrees. */
export const comparisonSchema = only({
  law: worded.optional(),
  library: text.optional(),
  on: z.string().refine(isCalendarDate, 'a day that exists, YYYY-MM-DD'),
  years,
})
  .refine(({ law, library }) => (law === undefined) !== (library === undefined), {
    path: ['law'],
    message: 'name the statute, decree or official list as law, or the second library as library',
  })
  .transform(
    ({ law, library, on, years }): Comparison => ({
      by: law ? 'law' : 'libraries',
      with: law ?? librariesWith(library as string),
      on: on as CalendarDate,
      years,
    }),
  );

const librariesWith = (other: string): Worded =>
  inEach((language) =>
    new Intl.ListFormat(localeOf(language)).format([`date-holidays ${LIBRARY_VERSION}`, other]),
  );
