import { createHash } from 'node:crypto';
import { bulkShapeOf, MOST_AT_ONCE, obstacleInBulk } from '../../domain/lifecycle/bulk.ts';
import type { By, Desk } from '../desk.ts';
import { type Rehearsed, rehearse } from '../letter/rehearsal.ts';
import { doToOne } from './acts.ts';
import { pickedRequests } from './picked.ts';
import type { BulkInput } from './run.ts';

/** The letter that the first request would get, and a digest of what it was made from. */
export type BulkLetter = Rehearsed & { digest: string };

/**
 * The letter of an act that writes to people, unless its author has read it with exactly these words: `shown` is the digest that they were
 * shown. Undefined for an act without one, and where none would go. Throws what is wrong with the words.
 */
export async function letterInBulk(
  desk: Desk,
  by: By,
  { targets, shown, ...given }: BulkInput & { shown: string },
): Promise<BulkLetter | undefined> {
  const { act, doubt, needed } = given;
  if (!bulkShapeOf(act).isRead) return undefined;
  const digest = createHash('sha256')
    .update(JSON.stringify([act, doubt, needed]))
    .digest('base64url');
  if (shown === digest) return undefined;
  const references = targets.slice(0, MOST_AT_ONCE).map(({ reference }) => reference);
  const first = (await pickedRequests(desk, by, references)).find((one) => !obstacleInBulk(act, one));
  if (!first) return undefined;
  const { reference } = first;
  const rehearsed = await rehearse(desk, by, reference, () => doToOne(desk, by, { reference }, given));
  return rehearsed && { ...rehearsed, digest };
}
