import { Op } from 'sequelize';
import type { FactName } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { AnswerPackage } from '../answerPackage.ts';
import type { By, Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { type Change, change, type Target } from './change.ts';

/** `closure`: what was answered stands. `decision`: the answer or refusal is taken back too, and the first clock runs on. */
export const REOPENING_SCOPES = ['closure', 'decision'] as const;
export type ReopeningScope = (typeof REOPENING_SCOPES)[number];

const UNDONE: Record<ReopeningScope, FactName[]> = {
  closure: ['closed', 'withdrawn', 'identity-rejected'],
  decision: ['closed', 'withdrawn', 'identity-rejected', 'answered', 'refused'],
};

/** Opens the request again, for a reason. Its dates are replayed from receipt: nothing is given a new month. */
export function reopen(desk: Desk, by: By, target: Target, input: { scope: ReopeningScope; reason: string }) {
  return change(desk, by, target, 'reopen', async (it) => {
    if (!input.reason.trim()) throw new RuleViolation('reason-missing', {}, 'reason');
    const where = { requestId: it.request.id, undoneAt: null, name: { [Op.in]: UNDONE[input.scope] } };
    const [undone] = await Fact.update({ undoneAt: it.now }, { where });
    if (undone === 0) throw new RuleViolation('nothing-to-undo');
    if (input.scope === 'decision') await takeBackDecision(it);
    if (input.scope === 'decision' || it.request.outcome !== 'answered') it.request.outcome = null;
    it.request.closedAt = null;
    it.tell('reopened', { scope: input.scope });
  });
}

/** What was decided no longer holds: its letters that have not gone out stay here, and its answer can no longer be fetched. */
async function takeBackDecision(it: Change): Promise<void> {
  await it.recall('answer', 'refusal', 'giving-up', 'identity-rejected', 'withdrawal-receipt');
  const open = { requestId: it.request.id, expiresAt: { [Op.gt]: it.now } };
  await AnswerPackage.update({ expiresAt: it.now }, { where: open });
}
