import type { Badge } from '../dated.ts';

/** What the request needs next, with the verb that does it. */
export type NextStep = {
  sentence: string;
  why?: string;
  /** What is already settled, whatever comes next. */
  record: string[];
  /** The time left of its first date. */
  badge?: Badge;
  action?: { href: string; text: string };
  /** Other ways to do it. */
  ways?: { href: string; text: string }[];
};

export type StepWords = Pick<NextStep, 'sentence' | 'why' | 'action' | 'ways'>;
