import type { RELATING } from '../../domain/lifecycle/doubles.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { PersonLink } from '../personLink.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { change, type Target } from './change.ts';
import { readReference } from './reference.ts';

type Relating = (typeof RELATING)[number];
type PairOfRequests = { oneId: number; otherId: number };

/**
 * Says of a request and another that they are one person's, or that they are not, or takes that back; the log of both has it. Nothing
 * goes from one to the other: no fact, no file, no confirmed identity. Throws `no-such-request`, `same-request`,
 * `related-already`, `merged-now` while one is merged into the other, and `nothing-to-undo`.
 */
export async function relate(
  desk: Desk,
  by: By,
  target: Target,
  input: { other: string; as?: Relating },
): Promise<void> {
  assertMay(by, 'relate');
  return inTransaction(desk.database, async () => {
    const typed = needed('relate', 'other', input.other);
    const as = needed('relate', 'as', input.as);
    const { organisationId } = by;
    const pair = [target.reference, readReference(typed)];
    const where = { organisationId, reference: pair, kind: 'request' as const };
    const found = await SubjectRequest.findAll({ where, order: [['id', 'ASC']], lock: true }); // in one order: no deadlock
    if (pair[0] === pair[1]) throw new RuleViolation('same-request', {}, 'other');
    const [one, other] = found;
    if (!one || !other) throw new RuleViolation('no-such-request', {}, 'other');
    const both = { oneId: one.id, otherId: other.id };
    if ((await verdictOn(both))?.verdict === 'merged') throw new RuleViolation('merged-now', {}, 'as');
    await say(by, both, as, desk.clock());
    for (const [reference, about] of [pair, pair.toReversed()])
      await change(desk, by, { ...target, reference: String(reference) }, 'relate', async (it) => {
        it.tell('related', { as, other: String(about) });
      });
  });
}

/** What was last said of two requests, the older named first. */
export const verdictOn = (pair: PairOfRequests): Promise<PersonLink | null> =>
  PersonLink.findOne({ where: { ...pair, undoneAt: null } });

/** Says it of two requests, in place of what was said of them before. The caller holds both rows, and logs it. */
export async function say(by: By, pair: PairOfRequests, as: Relating | 'merged', now: Date): Promise<void> {
  const standing = await verdictOn(pair);
  if (as === 'undo' && !standing) throw new RuleViolation('nothing-to-undo');
  if (standing?.verdict === as) throw new RuleViolation('related-already', {}, 'as');
  await standing?.update({ undoneAt: now });
  if (as !== 'undo') await PersonLink.create({ ...pair, verdict: as, saidBy: by.actor, saidAt: now });
}
