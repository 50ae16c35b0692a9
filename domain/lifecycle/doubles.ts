import { type CalendarDate, daysBetween } from '../calendar/calendarDate.ts';
import { nameKey } from '../folding.ts';
import type { Right } from '../rights.ts';
import type { Status } from './status.ts';
import { isYearApart } from './worksheet.ts';

/** What can be said of two requests: that they are one person's, that they are not, or that they are dealt with as one. */
export const VERDICTS = ['same', 'not-same', 'merged'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a form can say of two requests; `undo` takes back what was said. */
export const RELATING = ['same', 'not-same', 'undo'] as const;

/** Why a request may be the same as another. Reasons are shown, never counted together. */
const DOUBLE_REASONS = ['mailbox', 'customer', 'link', 'name', 'right', 'text'] as const;
export type DoubleReason = (typeof DOUBLE_REASONS)[number];

/** A request as it is compared with another. */
export type Comparable = { right: Right; status: Status };

const OPEN: readonly Status[] = ['unverified', 'open', 'waiting'];

/**
 * Why two requests may be one asked twice: both are open, and either the same person seems to ask for the same right, or the words are
 * nearly the same. Empty if they do not seem to be. It decides nothing: a person links them or says that they are not the same.
 */
export function doubleReasons(
  one: Comparable,
  other: Comparable,
  shared: readonly DoubleReason[],
): DoubleReason[] {
  if (!OPEN.includes(one.status) || !OPEN.includes(other.status)) return [];
  if (shared.length === 0 || (one.right !== other.right && !shared.includes('text'))) return [];
  return one.right === other.right ? [...shared, 'right'] : [...shared];
}

/** The requests of one person for one right, and what lies between each and the next. */
export type Repeat = {
  right: Right;
  /** For whom, where somebody else asks. */
  client: string;
  count: number;
  gaps: { from: CalendarDate; to: CalendarDate; days: number; isYear: boolean }[];
};

/**
 * How often one right was asked for, and how far apart. An interval of a year is never excessive (EDPB guidelines 01/2022, para. 185);
 * a shorter one is no proof of anything. Example: access on 2 March 2025 and 2 March 2026: 365 days, a year.
 */
export function repeatsOf(
  requests: readonly { right: Right; clientName: string | null; receivedOn: CalendarDate }[],
): Repeat[] {
  const groups = Map.groupBy(requests, ({ right, clientName }) => `${right} ${nameKey(clientName ?? '')}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length < 2) return [];
    const days = group.map(({ receivedOn }) => receivedOn).sort();
    const gaps = days.slice(1).map((to, nth) => {
      const from = days[nth] as CalendarDate;
      return { from, to, days: daysBetween(from, to), isYear: isYearApart(from, to) };
    });
    return [{ right: first.right, client: first.clientName ?? '', count: group.length, gaps }];
  });
}
