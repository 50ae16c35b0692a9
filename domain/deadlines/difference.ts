import { type Deadline, hasEnded } from './deadline.ts';
import { isSamePromise } from './promiseKey.ts';

/** What happens to a date when a request is counted by other rules: it moves, it ends, or it is new. */
const EFFECTS = ['moves', 'ends', 'new'] as const;
type Effect = (typeof EFFECTS)[number];

/** One date, before and after. A date that stays is not listed. */
export type Difference = { effect: Effect; was?: Deadline; is?: Deadline };

/**
 * What other rules do to the dates of one request, in the order in which they are shown. A date that ends with its policy
 * counts as moved where the next policy has a clock of the same name: "the last day to announce a refusal" under two laws is
 * one row, or none where the date is the same. A cancelled clock has no date; where it runs again, that date is new.
 * docs/law.md#editions
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
