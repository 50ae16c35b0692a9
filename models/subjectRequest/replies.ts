import { needed } from '../../domain/lifecycle/needed.ts';
import type { PauseReason } from '../../domain/policies/policy.ts';
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
    const taken = it.sheet.repliesTaken.find(({ reason }) => reason === input.reason);
    const { reason, answeredAt } = needed('reject-reply', 'wait', taken);
    const why = needed('reject-reply', 'reason', input.why);
    await it.record('reply-rejected', answeredAt, { about: reason, detail: { reason: why } });
    it.tell('reply-rejected', { reason, at: answeredAt.toISOString() });
    noteRead(it);
  });
}
