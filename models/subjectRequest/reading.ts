import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Event } from '../event.ts';
import { type Change, change, type Target } from './change.ts';

/** Somebody has read what the person wrote. Opening the page is not enough: it is said, and the log keeps who said it and when. */
export function markRead(desk: Desk, by: By, target: Target) {
  return change(desk, by, target, 'mark-read', async (it) => noteRead(it));
}

/** Takes it back: the messages wait again since the moment since when they had waited. */
export function markUnread(desk: Desk, by: By, target: Target) {
  return change(desk, by, target, 'mark-unread', async (it) => {
    const where = { requestId: it.request.id, kind: 'messages-read' };
    const last = await Event.findOne({ where, order: [['sequence', 'DESC']] });
    if (!last) throw new RuleViolation('nothing-to-undo');
    it.request.unreadSince = new Date(String(JSON.parse(last.data).since));
    it.tell('messages-unread');
  });
}

/** Whoever answers a message has read it. */
export function noteRead(it: Change): void {
  if (!it.request.unreadSince) return;
  it.tell('messages-read', { since: it.request.unreadSince.toISOString() });
  it.request.unreadSince = null;
}
