import { createHash } from 'node:crypto';
import { type BulkAct, bulkShapeOf } from '../../domain/lifecycle/bulk.ts';
import type { By, Desk } from '../desk.ts';
import { type Rehearsed, rehearse } from '../letter/rehearsal.ts';
import { type BulkGiven, doToOne } from './acts.ts';

/** The letter that the first request would get, and a digest of what it was made from. */
export type BulkLetter = Rehearsed & { digest: string };

/**
 * The letter of an act that writes to people, unless its author has read it with exactly these words: `shown` is the digest that they were
 * shown. Undefined for an act without one. Throws what is wrong with the words.
 */
export async function letterInBulk(
  desk: Desk,
  by: By,
  { act, reference, shown, ...given }: BulkGiven & { act: BulkAct; reference: string; shown: string },
): Promise<BulkLetter | undefined> {
  if (!bulkShapeOf(act).isRead) return undefined;
  const words = JSON.stringify([act, given.doubt, given.needed]);
  const digest = createHash('sha256').update(words).digest('base64url');
  if (shown === digest) return undefined;
  const rehearsed = await rehearse(desk, by, reference, () =>
    doToOne(desk, by, { reference }, { act, ...given }),
  );
  return rehearsed && { ...rehearsed, digest };
}
