import { NOT_CLOSED_STATUSES, OPEN_STATUSES, type Status } from '../../domain/lifecycle/status.ts';
import type { Narrowing } from '../../domain/queue/narrowing.ts';
import type { QueueOrder } from '../../domain/queue/orders.ts';
import { quotedWords } from '../database/sqlWords.ts';
import { type By, type Desk, userOf } from '../desk.ts';
import type { Sort } from './cursor.ts';
import { hasNarrowing, narrowingOf } from './narrowing.ts';
import { searchAmong, searchFor } from './search.ts';

/** The tabs of the queue; docs/glossary.md defines each word. */
export const VIEWS = [
  'open',
  'overdue',
  'due-soon',
  'waiting',
  'unverified',
  'messages',
  'mine',
  'closed',
  'all',
] as const;
export type View = (typeof VIEWS)[number];

const named = (statuses: readonly Status[]) => `r.status IN (${quotedWords(statuses)})`;
const NOT_CLOSED = named(NOT_CLOSED_STATUSES);
const OPEN = named(OPEN_STATUSES);

/**
 * Each tab as SQL. Late is `next_late_at <= now`: the stored result of `domain/deadlines/urgency`. Statuses are listed
 * rather than excluded, so that an index alone can count them.
 */
const CONDITION: Record<View, string> = {
  open: OPEN,
  overdue: `${NOT_CLOSED} AND r.next_late_at <= :now`,
  'due-soon': `${OPEN} AND r.warn_at <= :now AND r.next_late_at > :now`,
  waiting: `r.status = 'waiting'`,
  unverified: `r.status = 'unverified'`,
  messages: 'r.unread_since IS NOT NULL',
  mine: `${NOT_CLOSED} AND r.assignee_id = :me`,
  closed: `r.status = 'closed'`,
  all: `1 = 1`,
};

export type Filter = Narrowing & {
  view: View;
  q?: string;
  sort: Sort;
  after?: string;
  /** The zone of the organisation, in which days begin. */
  zone?: string;
  /** The order and the columns that the address names, before what the user chose for all lists. */
  order?: QueueOrder;
  columns?: string;
};

/** Whether a filter narrows every tab. */
export const isNarrowed = (filter: Filter): boolean => Boolean(filter.q) || hasNarrowing(filter);

/** A tab in its own order is read along an index. With a filter or another order, all of its requests may have to be read. */
export const isAlongAnIndex = (filter: Filter): boolean =>
  filter.view !== 'mine' && !isNarrowed(filter) && filter.sort !== 'newest' && filter.sort !== 'oldest';

const BY_RECEIPT = 'INDEXED BY subject_requests_organisation_id_received_at_id';
const BY_STATUS = 'INDEXED BY subject_requests_organisation_id_status_received_at_id';

/**
 * The index for an order by receipt, if it is faster. Sqlite needs the hint because it has no statistics of statuses: open
 * requests are mostly among the newest, seldom among the oldest.
 */
function byReceipt({ database }: Desk, { view, sort }: Filter): string {
  if (database.getDialect() !== 'sqlite' || (sort !== 'newest' && sort !== 'oldest')) return '';
  if (view === 'all' || (view === 'open' && sort === 'newest')) return BY_RECEIPT;
  return ['open', 'waiting', 'unverified', 'closed'].includes(view) ? BY_STATUS : '';
}

/**
 * A filter as SQL over `subject_requests r`, with its values. `among` are the requests that match its search, if they were found
 * before.
 */
export function conditionsOf(desk: Desk, by: By, filter: Filter, among?: readonly number[]) {
  const narrowed = narrowing(desk, by, filter, among);
  const { where, indexedBy } = narrowed;
  return {
    ...narrowed,
    where: `${where} AND ${CONDITION[filter.view]}`,
    indexedBy: indexedBy ?? byReceipt(desk, filter),
  };
}

/** The number of requests in each tab under a filter: columns and a FROM clause. */
export function countsOf(desk: Desk, by: By, filter: Filter, among?: readonly number[]) {
  const { where, indexedBy = '', replacements } = narrowing(desk, by, filter, among);
  return {
    columns: COUNTS,
    from: `FROM subject_requests r ${indexedBy} WHERE ${where}`,
    values: replacements,
  };
}

const COUNTS = Object.fromEntries(
  VIEWS.map((view) => [view, `COUNT(*) FILTER (WHERE ${CONDITION[view]})`]),
) as Record<View, string>;

function narrowing(desk: Desk, by: By, filter: Filter, among?: readonly number[]) {
  const conditions = [`r.organisation_id = :organisationId AND r.kind = 'request'`];
  const narrowed = narrowingOf(filter, desk.clock());
  conditions.push(...narrowed.conditions);
  const search = among ? searchAmong(desk, among) : searchFor(desk, by, filter.q);
  if (search) conditions.push(search.condition);
  return {
    where: conditions.join(' AND '),
    indexedBy: search?.indexedBy,
    replacements: {
      organisationId: by.organisationId,
      now: desk.clock(),
      me: userOf(by),
      ...narrowed.values,
      ...search?.values,
    },
  };
}
