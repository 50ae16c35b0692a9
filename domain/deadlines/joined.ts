import { type Deadline, hasEnded } from './deadline.ts';
import { isSamePromise } from './promiseKey.ts';
import { isRest } from './rest.ts';

/** Between the pack of a promise and the reference of the request in which it was made. */
const OF = '+';

/**
 * The promises of a request that was merged into another, as the kept one carries them. Each stays under the pack that made it and
 * counts from the receipt of its own request, so that no date is lost and none moves because of the merger. `open`: as they stand with
 * what was recorded since in the kept one; what ended in their own request, by `own`, is not carried. Example: `reply` of `gdpr-eu@2018`, of
 * R-7K3Q-9MHT, becomes `reply` of `gdpr-eu@2018+R-7K3Q-9MHT`.
 */
export const joinedPromises = (
  deadlines: readonly Deadline[],
  { reference, own }: { reference: string; own: readonly Deadline[] },
): Deadline[] =>
  deadlines
    .filter(
      (one) =>
        !one.advisory && !isRest(one) && own.some((each) => isSamePromise(each, one) && !hasEnded(each)),
    )
    .map((one) => ({ ...one, pack: `${one.pack}${OF}${reference}`, former: true }));

/** The reference of the merged request that a promise came from; undefined for a request's own promises. */
export const joinedFrom = ({ pack }: { pack?: string | null }): string | undefined => pack?.split(OF)[1];

/** The pack that made a promise, without the request that it came from. */
export const packWithout = (pack: string): string => pack.split(OF)[0] ?? pack;
