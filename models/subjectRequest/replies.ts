import type { PauseReason } from '../../domain/policies/policy.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import { noteRead } from './reading.ts';

/**
 * Records that a message was no answer to the question: the pause continues as if it had never ended, and the dates move back. The
 * message stays, and the reason is stored; its arrival no longer ends this pause. The message counts as read, and the person is told.
 */
export function rejectReply(
  desk: Desk,
  by: By,
  target: Target,
  input: { reason: PauseReason | undefined; why: string },
) {
  return change(desk, by, target, 'reject-reply', async (it) => {
    const wait = it.sheet.repliesTaken.find(({ reason }) => reason === input.reason);
    if (!wait) throw new RuleViolation('wait-missing', {}, 'wait');
    if (!input.why.trim()) throw new RuleViolation('reason-missing', {}, 'reason');
    const { reason, answeredAt } = wait;
    await it.record('reply-rejected', answeredAt, { about: reason, detail: { reason: input.why } });
    it.tell('reply-rejected', { reason, at: answeredAt.toISOString() });
    noteRead(it);
  });
}
