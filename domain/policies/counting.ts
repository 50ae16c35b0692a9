import type { Step } from '../calendar/step.ts';

/** Rules of a law that does not count by Reg. 1182/71. One that is left out is our reading. docs/law.md#law-named-in-reasons */
export type CountingRules = {
  /** Where a period begins and ends. */
  periods?: string;
  /** Whether a last day that is not a working day moves. */
  moves?: string;
};

/** The article of Reg. (EEC, Euratom) No 1182/71 behind each step. */
const ARTICLES: Record<string, string> = {
  'hours-added': '3(3), 3(4)',
  'first-full-hour': '3(1)',
  outer: '3(2)(a)',
  'days-added': '3(1), 3(3)',
  'weeks-added': '3(1), 3(2)(c)',
  'months-added': '3(1), 3(2)(c)',
  'years-added': '3(1), 3(2)(c)',
  'working-days-added': '3(1), 3(3)',
  'day-before': '3(1)',
  clamped: '3(2)(c)',
  skipped: '2(2)',
  'closed-run': '2(2)',
  rolled: '3(4)',
  'not-moved-back': '3(4)',
  'two-working-days': '3(5)',
  due: '3(2)',
};
const MOVES = ['rolled', 'not-moved-back', 'two-working-days'];
const CLOSED = ['skipped', 'closed-run'];

/** The article of Reg. 1182/71 by which a step counts; undefined where the step itself names another law. */
export const countingArticleOf = ({ code, data }: Step): string | undefined =>
  data.basis === undefined ? ARTICLES[code] : undefined;

/**
 * Deadlines of a pack whose law counts by other rules, with what that law says in each step, if anything. 45 days under the CCPA
 * name no article of Reg. 1182/71; nor do the 8 days of French health records, beside the month of the GDPR. Those of other
 * packs stay as they are.
 */
export function citing<D extends { pack: string; because: Step[] }>(
  { countings }: { countings: Record<string, CountingRules> },
  deadlines: D[],
): D[] {
  if (!deadlines.some(({ pack }) => countings[pack])) return deadlines;
  return deadlines.map((deadline) => {
    const counting = countings[deadline.pack];
    return counting
      ? { ...deadline, because: deadline.because.map((step) => citedBy(step, counting)) }
      : deadline;
  });
}

/** One step with the basis in that law. Which days are not working days is decided by the calendar, not by that law. */
function citedBy({ code, data }: Step, { periods = '', moves = '' }: CountingRules): Step {
  const basis = MOVES.includes(code) ? moves : CLOSED.includes(code) ? '' : periods;
  return ARTICLES[code] ? { code, data: { ...data, basis } } : { code, data };
}
