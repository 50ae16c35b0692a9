import { hasEnded } from '../../domain/deadlines/deadline.ts';
import type { Difference } from '../../domain/deadlines/difference.ts';
import { isAbout, type PromiseId } from '../../domain/deadlines/promiseKey.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import { countsAtOnce, RIGHTS, type Right } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { planForRight } from '../task/planTasks.ts';
import { changesBy, previewDigest } from './basis.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';
import { cancel } from './fulfilment.ts';
import { derive, policyOf } from './recompute.ts';
import { takeBackFacts } from './takeBack.ts';

/** The effect of a correction on the dates, whether the policy covers that right, and the digest of both. */
export type RightPreview = { differences: Difference[]; hasRight: boolean; right: Right; seen: string };

/**
 * Corrects which right a request is about. Its dates are computed again from the same receipt. Promises that only the wrong right gave were
 * never owed, and end with the reason; those that an earlier correction ended, and this right gives, are owed again. Applied only as
 * previewed: without `seen` it throws `right-unconfirmed`, with the digest of an older preview `preview-outdated`, each with the preview.
 */
export function correctRight(
  desk: Desk,
  by: By,
  target: Target,
  given: { right: string; reason: string; seen: string },
) {
  return change(desk, by, target, 'correct-right', async (it) => {
    const { request } = it;
    const known = RIGHTS.find((one) => one === given.right);
    const right = needed('correct-right', 'right', known);
    if (right === request.right) throw new RuleViolation('right-same', {}, 'right');
    const reason = needed('correct-right', 'reason', given.reason);
    const again = await owedAgain(it, right, reason);
    const differences = await changesBy(desk, request, { right }, again);
    const seen = previewDigest([{ request, basis: { right }, differences, kept: [] }]);
    const hasRight = policyOf(desk, request).rights.includes(right);
    if (given.seen !== seen)
      throw new RuleViolation(
        given.seen ? 'preview-outdated' : 'right-unconfirmed',
        { differences, hasRight, right, seen } satisfies RightPreview,
        'confirmed',
      );
    const rightWas = request.right;
    request.right = right;
    if (countsAtOnce(right)) request.mailboxNeeded = false;
    await it.record('right-corrected', it.now, { about: right, detail: { reason, rightWas } });
    it.tell('right-corrected', { was: rightWas, is: right });
    for (const { effect, was } of differences)
      if (effect === 'ends' && was && !was.advisory && !hasEnded(was)) await cancel(it, was, reason);
    await planForRight(it);
  });
}

/** Restores promises that only a former correction of the right had ended, if the present right gives them. */
async function owedAgain(it: Change, right: Right, reason: string): Promise<PromiseId[]> {
  const { request, desk, sheet } = it;
  const where = { requestId: request.id, undoneAt: null, name: ['clock-cancelled', 'right-corrected'] };
  const facts = await Fact.findAll({ where });
  const corrections = facts.filter(({ name }) => name === 'right-corrected').map(momentOf);
  const ended = facts.filter(
    (fact) => fact.name === 'clock-cancelled' && corrections.includes(momentOf(fact)),
  );
  const { deadlines } = derive(desk, { ...request.get({ plain: true }), right, keptPromises: '[]' }, sheet);
  const again: PromiseId[] = [];
  for (const { id, about, pack } of ended) {
    const owed = deadlines.find((deadline) => isAbout(deadline, { clock: about, pack }));
    if (!owed) continue;
    await takeBackFacts(request.id, { names: ['clock-cancelled'], id }, { ...it, reason });
    again.push(owed);
  }
  return again;
}

/** All that one correction did was recorded at one moment. */
const momentOf = ({ recordedAt }: Fact): number => recordedAt.getTime();
