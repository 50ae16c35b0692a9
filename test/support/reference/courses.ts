import type { Deadline } from '../../../domain/deadlines/deadline.ts';
import type { Course } from './history.ts';

const DATES = ['nominalOn', 'dueOn', 'safeOn', 'dueAt', 'targetAt', 'outerAt'] as const;

/** Only the dates, with instants in milliseconds. */
export function datesIn(answer: object): Partial<Record<(typeof DATES)[number], string | number>> {
  const given = answer as Partial<Record<(typeof DATES)[number], string | Date>>;
  const dates = DATES.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]] as const]));
  return Object.fromEntries(dates.map(([name, at]) => [name, at instanceof Date ? at.getTime() : at]));
}

/** A deadline in the reference's form. An extension notice in time meets its own clock, even while the others are paused. */
export function courseIn(deadline: Deadline): Course {
  const codes = deadline.because.map(({ code }) => code);
  const paused = codes.some((code) => code.startsWith('pause-open'));
  const extended = codes.includes('extension');
  return { ...datesIn(deadline), paused, ...(deadline.kind === 'day' && { extended }) } as Course;
}
