import { z } from 'zod';
import { RIGHTS } from '../../domain/rights.ts';
import { readCursor, SORTS, type Sort } from '../../models/subjectRequest/cursor.ts';
import { type Filter, VIEWS, type View } from '../../models/subjectRequest/filter.ts';
import { text, wholeNumber } from '../middleware/text.ts';

const Query = z.object({
  view: text,
  q: text,
  right: text,
  policy: text,
  assignee: text,
  sort: text,
  after: text,
});

/** The filter in the queue's address. Unknown or invalid parts are ignored. */
export function filterOf(query: unknown): Filter {
  const asked = Query.parse(query);
  const view = VIEWS.find((one) => one === asked.view) ?? 'open';
  const sort = sortOf(view, asked.sort);
  return {
    view,
    q: asked.q.slice(0, 200).toWellFormed() || undefined,
    right: RIGHTS.find((one) => one === asked.right),
    policy: asked.policy.slice(0, 100).toWellFormed() || undefined,
    assignee: asked.assignee === 'nobody' ? 'nobody' : wholeNumber.parse(asked.assignee) || undefined,
    sort,
    after: isCursor(asked.after, sort) ? asked.after : undefined,
  };
}

/** Closed requests have no next deadline, so the last closed comes first; among waiting ones, the longest waiting. */
function sortOf(view: View, asked: string): Sort {
  const usual = USUAL[view] ?? 'deadline';
  return SORTS.find((one) => one === asked && !BY_STATE.includes(one)) ?? usual;
}

/** The default orders, which follow from the view. */
const BY_STATE: Sort[] = ['deadline', 'closed', 'waiting'];
const USUAL: Partial<Record<View, Sort>> = { closed: 'closed', waiting: 'waiting' };

/** Whether a text is a cursor of this order: a moment and a row's number. */
function isCursor(cursor: string, sort: Filter['sort']): boolean {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!/^([12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)?~\d{1,9}$/.test(place)) return false;
  if (place.startsWith('~') && sort !== 'deadline') return false;
  try {
    return Boolean(readCursor(cursor, sort));
  } catch {
    return false; // a day that does not exist
  }
}
