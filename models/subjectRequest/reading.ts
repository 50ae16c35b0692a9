import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Event } from '../event.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';

/**
 * Marks the person's messages as read. Opening the page does not: it is an explicit act, and the log records who did it and when.
 */
export function markRead(desk: Desk, by: By, target: Target) {
  return change(desk, by, target, 'mark-read', async (it) => noteRead(it));
}

/** Undoes it: the messages are unread since the same moment as before. */
export function markUnread(desk: Desk, by: By, target: Target) {
  return change(desk, by, target, 'mark-unread', async (it) => {
    const where = { requestId: it.request.id, kind: 'messages-read' };
    const last = await Event.findOne({ where, order: [['sequence', 'DESC']] });
    if (!last) throw new RuleViolation('nothing-to-undo');
    it.request.unreadSince = new Date(String(JSON.parse(last.data).since));
    it.tell('messages-unread');
  });
}

/** Answering a message marks it as read. */
export function noteRead(it: Change): void {
  if (!it.request.unreadSince) return;
  it.tell('messages-read', { since: it.request.unreadSince.toISOString() });
  it.request.unreadSince = null;
}
