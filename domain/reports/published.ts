/** A figure that others published about their own requests, as they gave it: a part of a whole, or a share from 0 to 1. */
export type PublishedFigure = {
  id: string;
  /** Who published it, and when. */
  source: string;
  year: number;
  /** Which figure of ours can be held beside it: access requests answered in time; of others we count nothing alike. */
  beside?: 'access-in-time';
} & ({ part: number; whole: number } | { share: number });

/** For comparison alone: tests by others, of requests that were sent to be counted. Nothing here is a measure that the law sets. */
export const PUBLISHED: readonly PublishedFigure[] = [
  { id: 'answered-in-time', source: 'AFCDP', year: 2026, part: 47, whole: 62, beside: 'access-in-time' },
  { id: 'answered-well', source: 'AFCDP', year: 2026, part: 23, whole: 47 },
  { id: 'satisfactory', source: 'noyb', year: 2026, share: 0.165 },
  { id: 'incomplete', source: 'noyb', year: 2026, share: 0.537 },
];
