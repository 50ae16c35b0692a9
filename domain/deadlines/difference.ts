import { type Deadline, hasEnded } from './deadline.ts';
import { isSamePromise } from './promiseKey.ts';

/** What becomes of a date when a request is counted otherwise: it moves, it ends, or it is new. */
export const EFFECTS = ['moves', 'ends', 'new'] as const;
export type Effect = (typeof EFFECTS)[number];

/** One date before and after. Only what differs: a date that stays is none. */
export type Difference = { effect: Effect; was?: Deadline; is?: Deadline };

/**
 * What a different way of counting does to the dates of one request, in the order in which they are shown. A date that ends
 * with its policy and has one of the same name in the next has moved there, if it is another date at all: "the last day to
 * announce a refusal" of two laws is one row or none. One that had been cancelled is no date: where it runs again it is new.
 */
export function differencesOf(earlier: readonly Deadline[], later: readonly Deadline[]): Difference[] {
  const [before, after] = [earlier.filter(isDate), later.filter(isDate)];
  const fresh = after.filter((is) => !before.some((was) => isSamePromise(was, is)));
  const nextOf = (was: Deadline) =>
    after.find((deadline) => isSamePromise(deadline, was)) ?? fresh.find(({ clock }) => clock === was.clock);
  const moved = before.flatMap((was): Difference[] => {
    const is = nextOf(was);
    if (!is) return hasEnded(was) ? [] : [{ effect: 'ends', was }];
    return is.lateAt?.getTime() === was.lateAt?.getTime() ? [] : [{ effect: 'moves', was, is }];
  });
  const followed = before.map(nextOf);
  return [
    ...moved,
    ...fresh.filter((is) => !followed.includes(is)).map((is): Difference => ({ effect: 'new', is })),
  ];
}

const isDate = ({ state }: Deadline): boolean => state !== 'cancelled';
