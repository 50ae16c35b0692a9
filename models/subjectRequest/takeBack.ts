import { Op } from 'sequelize';
import type { FactName } from '../../domain/lifecycle/vocabulary.ts';
import { type Key, sealJson } from '../crypto/keyring.ts';
import type { By } from '../desk.ts';
import { Fact } from '../fact.ts';

/** Who undoes facts, when, and why, in their own words. */
type TakingBack = { by: Pick<By, 'actor'>; key: Key; now: Date; reason?: string };

/**
 * Undoes facts of a request: they no longer hold, but stay as they were, with who undid them, when and why. Returns the
 * number of facts undone.
 */
export async function takeBackFacts(
  requestId: number,
  which: { names: readonly FactName[]; id?: number; letterIds?: number[] },
  { by, key, now, reason = '' }: TakingBack,
): Promise<number> {
  const { names, id, letterIds } = which;
  const where = {
    requestId,
    undoneAt: null,
    name: { [Op.in]: [...names] },
    ...(id && { id }),
    ...(letterIds && { letterId: letterIds }),
  };
  const undone = {
    undoneAt: now,
    undoneBy: by.actor,
    undoneFor: reason.trim() ? sealJson(key, { reason }) : null,
  };
  const [count] = await Fact.update(undone, { where });
  return count;
}
