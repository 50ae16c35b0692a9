import type { Attributes } from 'sequelize';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Outcome, Status } from '../../domain/lifecycle/status.ts';
import type { Undelivered } from '../../domain/lifecycle/undelivered.ts';
import type { Channel } from '../../domain/lifecycle/vocabulary.ts';
import type { Right } from '../../domain/rights.ts';
import { momentFromColumn, type Selection, selected, selectList, type Values } from '../database/select.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import type { By, Desk } from '../desk.ts';
import { IS_IN_HAND } from '../membership.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { ORDER_OF, readCursor, writeCursor } from './cursor.ts';
import { conditionsOf, type Filter, isAlongAnIndex, type View } from './filter.ts';

/** A row of the queue. */
export type Listed = {
  id: number;
  reference: string;
  personName: string;
  personEmail: string | null;
  /** The person whose data it is, if somebody else made the request. */
  clientName: string | null;
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
  /** JSON of the next deadline's titles. */
  nextTitle: string | null;
  warnAt: Date | null;
  /** Since when the desk waits for the person. */
  waitingSince: Date | null;
  /** Since when a message is unread. */
  unreadSince: Date | null;
  undelivered: Undelivered | null;
  assignee: string | null;
  zone: string;
  /** JSON of the worst lateness among promises that have ended. */
  late: string | null;
  tasksAsked: number;
  tasksSettled: number;
  tasksStuck: number;
  /** JSON of the numbers of its tags. */
  tags: string | null;
  policyId: string;
  /** The country of the person. */
  residence: string | null;
} & Partial<KeptColumns>;

/** The permanent record of a request; read for tabs that show ended requests. */
type KeptColumns = Pick<
  Attributes<SubjectRequest>,
  | 'answeredAt'
  | 'firstAnsweredAt'
  | 'replyDueOn'
  | 'replyTargetAt'
  | 'daysLate'
  | 'extension'
  | 'extendedAt'
  | 'identityConfirmedAt'
  | 'identityMethod'
  | 'restDueOn'
  | 'restSentAt'
  | 'policyVersion'
  | 'category'
  | 'customer'
>;

const COLUMNS: Record<Exclude<keyof Listed, keyof KeptColumns>, string> = {
  id: 'r.id',
  reference: 'r.reference',
  personName: 'r.person_name',
  personEmail: 'r.person_email',
  clientName: 'r.client_name',
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
  waitingSince: 'r.waiting_since',
  unreadSince: 'r.unread_since',
  undelivered: 'r.undelivered',
  assignee: `COALESCE(NULLIF(u.name, ''), u.email)`,
  zone: 'r.zone',
  late: 'r.late',
  tasksAsked: 'r.tasks_asked',
  tasksSettled: 'r.tasks_settled',
  tasksStuck: 'r.tasks_stuck',
  tags: 'r.tags',
  policyId: 'r.policy_id',
  residence: 'r.residence',
};
const KEPT: Record<keyof KeptColumns, string> = {
  answeredAt: 'r.answered_at',
  firstAnsweredAt: 'r.first_answered_at',
  replyDueOn: 'r.reply_due_on',
  replyTargetAt: 'r.reply_target_at',
  daysLate: 'r.days_late',
  extension: 'r.extension',
  extendedAt: 'r.extended_at',
  identityConfirmedAt: 'r.identity_confirmed_at',
  identityMethod: 'r.identity_method',
  restDueOn: 'r.rest_due_on',
  restSentAt: 'r.rest_sent_at',
  policyVersion: 'r.policy_version',
  category: 'r.category',
  customer: 'r.customer',
};
const WITH_KEPT = { ...COLUMNS, ...KEPT };
/** The tabs that show ended requests. */
const PAST: View[] = ['closed', 'all'];

const JOINS = `LEFT JOIN deadlines d ON d.request_id = r.id AND d.clock = r.next_clock
  AND d.pack = COALESCE(r.next_pack, d.pack) LEFT JOIN users u ON u.id = r.assignee_id AND ${IS_IN_HAND}`;

const PAGE = 50;

/** One page of the queue, by next deadline unless sorted otherwise. `next` is the cursor of the next page. */
export async function listRequests(
  desk: Desk,
  by: By,
  filter: Filter,
  limit = PAGE,
): Promise<{ rows: Listed[]; next?: string }> {
  const { columns, from, values } = asked(desk, by, filter, limit);
  const found =
    limit > PAGE || !isAlongAnIndex(filter)
      ? await selectSlowly<Listed>(desk.database, `SELECT ${selected(columns)} ${from}`, values)
      : await selectList<Listed>(desk.database, columns, from, values);
  return pageOf(found, filter, limit);
}

/** One page as a list to read beside others, with its values; only for quick reads. */
export function pageAsked(
  desk: Desk,
  by: By,
  filter: Filter,
  among?: readonly number[],
): (Selection<Listed> & { values: Values }) | undefined {
  return among || isAlongAnIndex(filter) ? asked(desk, by, filter, PAGE, among) : undefined;
}

function asked(
  desk: Desk,
  by: By,
  filter: Filter,
  limit: number,
  among?: readonly number[],
): Selection<Listed> & { values: Values } {
  const { where, indexedBy, replacements } = conditionsOf(desk, by, filter, among);
  const cursor = filter.after ? readCursor(filter.after, filter.sort) : undefined;
  // The limit is a literal: a plan made for any values then expects few rows.
  const from = `FROM subject_requests r ${indexedBy} ${JOINS}
    WHERE ${where} ${cursor ? `AND ${cursor.condition}` : ''} ORDER BY ${ORDER_OF[filter.sort]} LIMIT ${limit + 1}`;
  const values = { ...replacements, ...cursor?.replacements };
  return { columns: limit > PAGE || PAST.includes(filter.view) ? WITH_KEPT : COLUMNS, from, values };
}

/** The rows of a page, and the cursor of the next one. */
export function pageOf(found: Listed[], filter: Filter, limit = PAGE): { rows: Listed[]; next?: string } {
  const rows = found.slice(0, limit).map(withDates);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? writeCursor(last, filter.sort) : undefined };
}

/** Every row of a filter, page by page: the export uses the same query as the list. */
export async function* everyRequest(desk: Desk, by: By, filter: Filter): AsyncGenerator<Listed> {
  for await (const rows of everyPage(desk, by, filter)) yield* rows;
}

/** The same, so many at a time as are read at once. */
export async function* everyPage(desk: Desk, by: By, filter: Filter): AsyncGenerator<Listed[]> {
  for (let after: string | undefined = filter.after; ; ) {
    const { rows, next } = await listRequests(desk, by, { ...filter, after }, 500);
    yield rows;
    if (!next) return;
    after = next;
  }
}

function withDates(row: Listed): Listed {
  row.receivedAt = momentFromColumn(row.receivedAt);
  row.closedAt = momentFromColumn(row.closedAt);
  row.nextLateAt = momentFromColumn(row.nextLateAt);
  row.warnAt = momentFromColumn(row.warnAt);
  row.waitingSince = momentFromColumn(row.waitingSince);
  row.unreadSince = momentFromColumn(row.unreadSince);
  if (row.replyDueOn === undefined) return row;
  for (const name of MOMENTS_KEPT) row[name] = momentFromColumn(row[name] ?? null);
  return row;
}

const MOMENTS_KEPT = [
  'answeredAt',
  'firstAnsweredAt',
  'replyTargetAt',
  'extendedAt',
  'identityConfirmedAt',
  'restSentAt',
] as const;
