import { TOLD_BY } from '../../domain/lifecycle/letterEffects.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';

/**
 * Marks a request as spam: it leaves the queue, its clocks end, and what was ordered to its mailbox and has not gone is not sent. Nothing is
 * destroyed by it. The page of its status says so, and what to do if somebody did ask.
 */
export function markSpam(desk: Desk, by: By, target: Target, input: { reason: string }): Promise<void> {
  return change(desk, by, target, 'mark-spam', async (it) => {
    const reason = needed('mark-spam', 'reason', input.reason);
    await it.recall('receipt', 'mailbox-reminder', ...Object.values(TOLD_BY).map(({ letter }) => letter));
    await it.record('marked-spam', it.now, { detail: { reason } });
    it.tell('marked-spam');
  });
}

/** Takes it back: the request goes on with its dates from receipt, late where one has passed. */
export function unmarkSpam(
  desk: Desk,
  by: By,
  target: Target,
  { reason }: { reason?: string } = {},
): Promise<void> {
  return change(desk, by, target, 'unmark-spam', async (it) => {
    await it.undo('unmark-spam', { reason });
    it.tell('spam-undone');
  });
}
