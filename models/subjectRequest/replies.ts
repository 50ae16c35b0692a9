import type { PauseReason } from '../../domain/policies/policy.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import { noteRead } from './reading.ts';

/**
 * What the person wrote was not the answer to what we asked: the wait runs on as if it had never ended, and the dates move
 * back. The message stays, and the reason is kept; that moment of arrival ends this wait no more. Whoever says so has read it, and the
 * person is told so.
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
