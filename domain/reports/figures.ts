import { ANSWERED_STANDINGS, IN_TIME, type Standing } from './end.ts';
import { percentile } from './percentile.ts';

/** Ends that count alike: how many took so many days, and by how many days the latest of them was late. */
export type CountedGroup = { standing: Standing; days: number; n: number; daysLate: number | null };

/** What a report says of a set of requests that have ended. */
export type Figures = {
  /** How many were answered, refusals among them. */
  answered: number;
  /** How many of each standing. */
  of: Record<Standing, number>;
  /** The share of what had a date, from 0 to 1, that was answered by it, extended and paused ones among them. */
  inTime?: number;
  /** The days within which half and nine in ten had their answer, by nearest rank; the longest. */
  median?: number;
  ninety?: number;
  longest?: number;
  /** By how many days the latest answer was late. */
  latest: number;
};

/**
 * Sums what was counted. In time are the answers by the first date, those after a pause and those by an extended date; each is also
 * shown apart, because a person who was told of an extension waited longer than the month of Art. 12(3). What had no date is in no
 * share; what ended without an answer is no answer. 188 by the first date, 11 extended and 7 late: 96.6 % in time. docs/law.md#figures
 */
export function figuresOf(groups: readonly CountedGroup[]): Figures {
  const of = { first: 0, paused: 0, extended: 0, late: 0, undated: 0, unanswered: 0, 'unanswered-late': 0 };
  for (const { standing, n } of groups) of[standing] += n;
  const answers = groups.filter(({ standing }) => ANSWERED_STANDINGS.some((one) => one === standing));
  const answered = answers.reduce((sum, { n }) => sum + n, 0);
  const days = answers.map((group) => group.days);
  return {
    answered,
    of,
    inTime: shareOf(
      IN_TIME.reduce((sum, standing) => sum + of[standing], 0),
      answered - of.undated,
    ),
    median: percentile(answers, 0.5),
    ninety: percentile(answers, 0.9),
    longest: days.length > 0 ? Math.max(...days) : undefined,
    latest: Math.max(0, ...answers.map(({ daysLate }) => daysLate ?? 0)),
  };
}

/** A part of a whole, from 0 to 1; undefined where there is nothing to be a part of. */
export const shareOf = (part: number, whole: number): number | undefined =>
  whole > 0 ? part / whole : undefined;
