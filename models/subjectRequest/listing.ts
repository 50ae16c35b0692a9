import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import {
  NOT_CLOSED_STATUSES,
  OPEN_STATUSES,
  type Outcome,
  type Status,
} from '../../domain/lifecycle/status.ts';
import type { Channel } from '../../domain/lifecycle/vocabulary.ts';
import type { Right } from '../../domain/rights.ts';
import { readAside } from '../aside.ts';
import type { By, Desk } from '../desk.ts';
import { quoted } from '../quoted.ts';
import { momentOf, readList, selected } from '../read.ts';
import { ORDER_OF, readCursor, type Sort, writeCursor } from './cursor.ts';
import { searchFor } from './search.ts';

/** The tabs of the queue (INTERFACES: "Words that decide"). */
export const VIEWS = [
  'open',
  'overdue',
  'due-soon',
  'waiting',
  'unverified',
  'mine',
  'closed',
  'all',
] as const;
export type View = (typeof VIEWS)[number];

const named = (statuses: readonly Status[]) => `r.status IN (${quoted(statuses)})`;
const NOT_CLOSED = named(NOT_CLOSED_STATUSES);
const OPEN = named(OPEN_STATUSES);

/**
 * Each tab as a question to the database. Late is `next_late_at <= now`: the stored answer of `domain/deadlines/urgency`.
 * States are named, not excluded, so that an index alone can count them.
 */
const CONDITION: Record<View, string> = {
  open: OPEN,
  overdue: `${NOT_CLOSED} AND r.next_late_at <= :now`,
  'due-soon': `${OPEN} AND r.warn_at <= :now AND r.next_late_at > :now`,
  waiting: `r.status = 'waiting'`,
  unverified: `r.status = 'unverified'`,
  mine: `${NOT_CLOSED} AND r.assignee_id = :me`,
  closed: `r.status = 'closed'`,
  all: `1 = 1`,
};

export type Filter = {
  view: View;
  q?: string;
  right?: Right;
  policy?: string;
  assignee?: number | 'nobody';
  sort: Sort;
  after?: string;
};

/** A row of the queue. */
export type Listed = {
  id: number;
  reference: string;
  personName: string;
  personEmail: string | null;
  right: Right;
  channel: Channel;
  receivedAt: Date;
  receivedOn: CalendarDate;
  status: Status;
  outcome: Outcome | null;
  closedAt: Date | null;
  nextLateAt: Date | null;
  nextDueOn: CalendarDate | null;
  nextClock: string | null;
  /** The words of the next clock, as JSON of its titles. */
  nextTitle: string | null;
  warnAt: Date | null;
  assignee: string | null;
  zone: string;
};

const COLUMNS: Record<keyof Listed, string> = {
  id: 'r.id',
  reference: 'r.reference',
  personName: 'r.person_name',
  personEmail: 'r.person_email',
  right: 'r."right"',
  channel: 'r.channel',
  receivedAt: 'r.received_at',
  receivedOn: 'r.received_on',
  status: 'r.status',
  outcome: 'r.outcome',
  closedAt: 'r.closed_at',
  nextLateAt: 'r.next_late_at',
  nextDueOn: 'r.next_due_on',
  nextClock: 'r.next_clock',
  nextTitle: 'd.title',
  warnAt: 'r.warn_at',
  assignee: `COALESCE(NULLIF(u.name, ''), u.email)`,
  zone: 'r.zone',
};

const JOINS = `LEFT JOIN deadlines d ON d.request_id = r.id AND d.clock = r.next_clock LEFT JOIN users u ON u.id = r.assignee_id`;

const PAGE = 50;

/** One page of the queue, in the order of the next deadline unless sorted otherwise. `next` is the cursor of the page after. */
export async function listRequests(
  desk: Desk,
  by: By,
  filter: Filter,
  limit = PAGE,
): Promise<{ rows: Listed[]; next?: string }> {
  const { where, indexedBy, replacements } = conditionsOf(desk, by, filter);
  const cursor = filter.after ? readCursor(filter.after, filter.sort) : undefined;
  // The limit stands in the text: a plan made for any values then counts on few rows.
  const from = `FROM subject_requests r ${indexedBy} ${JOINS}
    WHERE ${where} ${cursor ? `AND ${cursor.condition}` : ''} ORDER BY ${ORDER_OF[filter.sort]} LIMIT ${limit + 1}`;
  const values = { ...replacements, ...cursor?.replacements };
  const mayTakeLong = limit > PAGE || !isAlongAnIndex(filter);
  const found = mayTakeLong
    ? await readAside<Listed>(desk.database, `SELECT ${selected(COLUMNS)} ${from}`, values)
    : await readList<Listed>(desk.database, COLUMNS, from, values);
  const rows = found.slice(0, limit).map(withDates);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? writeCursor(last, filter.sort) : undefined };
}

/** A tab in its own order is read along an index. What narrows it or orders it otherwise may have to look at all of its requests. */
const isAlongAnIndex = ({ view, q, right, policy, assignee, sort }: Filter): boolean =>
  view !== 'mine' && !q && !right && !policy && !assignee && sort !== 'newest' && sort !== 'oldest';

/** Every row of a filter, page by page: the export is the same query as the list. */
export async function* everyRequest(desk: Desk, by: By, filter: Filter): AsyncGenerator<Listed> {
  for (let after: string | undefined = filter.after; ; ) {
    const { rows, next } = await listRequests(desk, by, { ...filter, after }, 500);
    yield* rows;
    if (!next) return;
    after = next;
  }
}

const BY_RECEIPT = 'INDEXED BY subject_requests_organisation_id_received_at_id';
const BY_STATUS = 'INDEXED BY subject_requests_organisation_id_status_received_at_id';

/**
 * The index of an order by receipt, where it is the short way; sqlite has to be told, since it knows no statuses apart. What
 * is open is found among the newest, seldom among the oldest.
 */
function byReceipt({ database }: Desk, { view, sort }: Filter): string {
  if (database.getDialect() !== 'sqlite' || (sort !== 'newest' && sort !== 'oldest')) return '';
  if (view === 'all' || (view === 'open' && sort === 'newest')) return BY_RECEIPT;
  return ['open', 'waiting', 'unverified', 'closed'].includes(view) ? BY_STATUS : '';
}

function conditionsOf(desk: Desk, by: By, filter: Filter) {
  const conditions = ['r.organisation_id = :organisationId', CONDITION[filter.view]];
  if (filter.right) conditions.push('r."right" = :right');
  if (filter.policy) conditions.push('r.policy_id = :policy');
  if (filter.assignee === 'nobody') conditions.push('r.assignee_id IS NULL');
  else if (filter.assignee) conditions.push('r.assignee_id = :assignee');
  const search = searchFor(desk.database, filter.q);
  if (search) conditions.push(search.condition);
  const me = by.actor.startsWith('user:') ? Number(by.actor.slice('user:'.length)) : 0;
  const { right, policy, assignee } = filter;
  return {
    where: conditions.join(' AND '),
    indexedBy: search?.indexedBy ?? byReceipt(desk, filter),
    replacements: {
      organisationId: by.organisationId,
      now: desk.clock(),
      me,
      right,
      policy,
      assignee,
      words: search?.words,
    },
  };
}

function withDates(row: Listed): Listed {
  row.receivedAt = momentOf(row.receivedAt);
  row.closedAt = momentOf(row.closedAt);
  row.nextLateAt = momentOf(row.nextLateAt);
  row.warnAt = momentOf(row.warnAt);
  return row;
}
