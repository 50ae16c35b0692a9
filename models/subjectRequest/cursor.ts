import { RuleViolation } from '../../domain/ruleViolation.ts';

/** The orders of the queue: next deadline, last closed, longest waiting, newest receipt, oldest receipt. */
export type Sort = 'deadline' | 'closed' | 'waiting' | 'newest' | 'oldest';

/**
 * Requests without a running deadline come last on both databases. `closed` sorts closed requests only, `waiting` those that wait:
 * others have no such day.
 */
export const ORDER_OF: Record<Sort, string> = {
  deadline: 'r.next_late_at ASC NULLS LAST, r.id ASC',
  closed: 'r.closed_at DESC, r.id DESC',
  waiting: 'r.waiting_since ASC, r.id ASC',
  newest: 'r.received_at DESC, r.id DESC',
  oldest: 'r.received_at ASC, r.id ASC',
};

type CursorRow = {
  id: number;
  nextLateAt: Date | null;
  closedAt: Date | null;
  waitingSince: Date | null;
  receivedAt: Date;
};

/** The end of a page, as the next page's address writes it. */
export function writeCursor(row: CursorRow, sort: Sort): string {
  const moment = {
    deadline: row.nextLateAt,
    closed: row.closedAt,
    waiting: row.waitingSince,
    newest: row.receivedAt,
    oldest: row.receivedAt,
  }[sort];
  return Buffer.from(`${moment?.toISOString() ?? ''}~${row.id}`).toString('base64url');
}

/** The rows after a cursor. An invalid cursor throws `cursor-invalid`. */
export function readCursor(
  text: string,
  sort: Sort,
): { condition: string; replacements: Record<string, number | Date | null> } {
  const [moment = '', id = ''] = Buffer.from(text, 'base64url').toString().split('~');
  const at = moment === '' ? null : new Date(moment);
  if (!/^\d{1,15}$/.test(id) || (at && Number.isNaN(at.getTime()))) throw new RuleViolation('cursor-invalid');
  const replacements = { cursorAt: at, cursorId: Number(id) };
  return { condition: at ? AFTER[sort] : 'r.next_late_at IS NULL AND r.id > :cursorId', replacements };
}

const AFTER: Record<Sort, string> = {
  deadline: `(r.next_late_at > :cursorAt OR (r.next_late_at = :cursorAt AND r.id > :cursorId) OR r.next_late_at IS NULL)`,
  closed: `(r.closed_at < :cursorAt OR (r.closed_at = :cursorAt AND r.id < :cursorId))`,
  waiting: `(r.waiting_since > :cursorAt OR (r.waiting_since = :cursorAt AND r.id > :cursorId))`,
  newest: `(r.received_at < :cursorAt OR (r.received_at = :cursorAt AND r.id < :cursorId))`,
  oldest: `(r.received_at > :cursorAt OR (r.received_at = :cursorAt AND r.id > :cursorId))`,
};
