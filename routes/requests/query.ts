import { z } from 'zod';
import { calendarDate, daysBetween } from '../../domain/calendar/calendarDate.ts';
import { isCountry } from '../../domain/countries.ts';
import { URGENCIES } from '../../domain/deadlines/urgency.ts';
import { STATUSES } from '../../domain/lifecycle/status.ts';
import { CHANNELS } from '../../domain/lifecycle/vocabulary.ts';
import { type QueueColumn, queueColumnsIn } from '../../domain/queue/columns.ts';
import { NARROWINGS, type Narrowing, YES_OR_NO } from '../../domain/queue/narrowing.ts';
import { QUEUE_ORDERS, type QueueOrder } from '../../domain/queue/orders.ts';
import { RIGHTS } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { readCursor, type Sort } from '../../models/subjectRequest/cursor.ts';
import { type Filter, VIEWS, type View } from '../../models/subjectRequest/filter.ts';
import type { Staff } from '../../models/user/staff.ts';
import { text, wholeNumber } from '../middleware/text.ts';

const Query = z.object({
  view: text,
  q: text,
  sort: text,
  columns: text,
  after: text,
  ...(Object.fromEntries(NARROWINGS.map((name) => [name, text])) as Record<keyof Narrowing, typeof text>),
});
type AskedFilter = z.infer<typeof Query>;

/** What the user chose for all lists, which an address may override. */
export type ListReader = Pick<Staff, 'organisation' | 'queue'>;

/** The filter in the queue's address. Unknown or invalid parts are ignored. */
export const filterOf = (query: unknown, reader: ListReader): Filter => readFilter(query, reader).filter;

/** The same, with what was wrong in the days that were typed, each beside its field, and what was typed. */
export function readFilter(
  query: unknown,
  { organisation: { zone }, queue }: ListReader,
): { filter: Filter; faults: RuleViolation[]; asked: AskedFilter } {
  const asked = Query.parse(query);
  const view = VIEWS.find((one) => one === asked.view) ?? 'open';
  const order = orderIn(asked.sort);
  const sort = sortOf(view, order ?? queue?.order);
  const { days, faults } = daysIn(asked);
  const filter: Filter = {
    view,
    q: asked.q.slice(0, 200).toWellFormed() || undefined,
    right: RIGHTS.find((one) => one === asked.right),
    policy: asked.policy.slice(0, 100).toWellFormed() || undefined,
    status: STATUSES.find((one) => one === asked.status),
    urgency: URGENCIES.find((one) => one === asked.urgency),
    channel: CHANNELS.find((one) => one === asked.channel),
    country: isCountry(asked.country) ? asked.country : undefined,
    assignee: asked.assignee === 'nobody' ? 'nobody' : wholeNumber.parse(asked.assignee) || undefined,
    tag: wholeNumber.parse(asked.tag) || undefined,
    ...days,
    paused: YES_OR_NO.find((one) => one === asked.paused),
    extended: YES_OR_NO.find((one) => one === asked.extended),
    message: YES_OR_NO.find((one) => one === asked.message),
    sort,
    zone,
    order,
    columns: queueColumnsIn(asked.columns)?.join('.'),
    after: isCursor(asked.after, sort) ? asked.after : undefined,
  };
  return { filter, faults, asked };
}

const PERIODS = ['received', 'due', 'closed'] as const;

/** The days of the periods. One that is no day of the calendar, or a period that ends before it begins, is left out and told. */
function daysIn(asked: AskedFilter): { days: Narrowing; faults: RuleViolation[] } {
  const days: Narrowing = {};
  const faults: RuleViolation[] = [];
  for (const period of PERIODS) {
    for (const name of [`${period}From`, `${period}To`] as const) {
      if (!asked[name]) continue;
      try {
        days[name] = calendarDate(asked[name]);
      } catch (error) {
        if (!(error instanceof RuleViolation)) throw error;
        faults.push(new RuleViolation(error.code, error.data, name));
      }
    }
    const { [`${period}From` as const]: from, [`${period}To` as const]: to } = days;
    if (!from || !to || daysBetween(from, to) >= 0) continue;
    faults.push(new RuleViolation('period-reversed', {}, `${period}To`));
    delete days[`${period}To`];
  }
  return { days, faults };
}

/** Closed requests have no next deadline, so the last closed comes first; among waiting ones, the longest waiting. */
const sortOf = (view: View, order: Filter['order']): Sort =>
  order && order !== 'usual' ? order : (USUAL[view] ?? 'deadline');

/** An order that a user can choose. */
export const orderIn = (asked: string): QueueOrder | undefined => QUEUE_ORDERS.find((one) => one === asked);

/** The default orders, which follow from the view. */
const USUAL: Partial<Record<View, Sort>> = { closed: 'closed', waiting: 'waiting' };

/** The columns that a list shows: those of its address, else those that the user chose, else the usual ones. */
export const columnsOf = (filter: Filter, { queue }: ListReader): readonly QueueColumn[] | undefined =>
  queueColumnsIn(filter.columns ?? '') ?? queueColumnsIn(queue?.columns ?? '');

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
