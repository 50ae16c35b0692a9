import type { Deadline } from './deadline.ts';
import { isSamePromise } from './promiseKey.ts';

/**
 * The first running promise that an act would give more time: a later date, or a suspension that begins on an earlier day.
 * For instance a reply due on 2 April that a notice posted on 20 March extends to 2 June. Undefined where dates stay or end.
 */
export function isLaterBy(
  before: readonly Deadline[],
  after: readonly Deadline[],
): { was: Deadline; is: Deadline } | undefined {
  for (const was of before) {
    const is = after.find((each) => isSamePromise(each, was));
    if (!is || was.advisory || was.state !== 'running') continue;
    const later = is.state === 'running' && isAfter(is.lateAt, was.lateAt);
    if (later || is.state === 'paused') return { was, is };
  }
  return undefined;
}

const isAfter = (one: Date | undefined, other: Date | undefined): boolean =>
  one !== undefined && other !== undefined && one > other;
