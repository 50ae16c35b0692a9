import { needed } from '../../domain/lifecycle/needed.ts';
import type { FactName, LetterKind, ReopeningScope } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import { takeBackFacts } from './takeBack.ts';
import { endPackages } from './undoDecision.ts';

const OF_THE_CLOSURE: FactName[] = [
  'closed',
  'giving-up-decided',
  'withdrawn',
  'identity-rejected',
  'identity-rejection-decided',
];
const UNDONE: Record<ReopeningScope, FactName[]> = {
  closure: OF_THE_CLOSURE,
  decision: [...OF_THE_CLOSURE, 'answered', 'answer-decided', 'refused', 'refusal-decided'],
};

/** Letters whose content no longer holds: unsent ones are cancelled. */
const OF_THE_END: Record<ReopeningScope, LetterKind[]> = {
  closure: ['giving-up', 'identity-rejected', 'withdrawal-receipt'],
  decision: [
    'giving-up',
    'identity-rejected',
    'withdrawal-receipt',
    'answer',
    'answer-again',
    'rest-ended',
    'refusal',
  ],
};

/** Reopens the request, with a reason that stays with what is undone. Its dates are recomputed from receipt: nothing gets a new month. */
export function reopen(
  desk: Desk,
  by: By,
  target: Target,
  input: { scope?: ReopeningScope; reason: string },
) {
  return change(desk, by, target, 'reopen', async (it) => {
    const scope = needed('reopen', 'scope', input.scope);
    const reason = needed('reopen', 'reason', input.reason);
    const undone = await takeBackFacts(it.request.id, { names: UNDONE[scope] }, { ...it, reason });
    if (undone === 0) throw new RuleViolation('nothing-to-undo');
    await it.recall(...OF_THE_END[scope]);
    if (scope === 'decision') await endPackages(it); // its answer can no longer be fetched
    it.tell('reopened', { scope });
  });
}
