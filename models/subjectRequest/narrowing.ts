import { addDays, type CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import type { Urgency } from '../../domain/deadlines/urgency.ts';
import { NARROWINGS, type Narrowing, type NarrowingName } from '../../domain/queue/narrowing.ts';
import type { Values } from '../database/select.ts';
import { IS_IN_HAND } from '../membership.ts';

const DUE_ON = `CASE WHEN r.status = 'closed' THEN r.reply_due_on ELSE r.next_due_on END`;
const DUE_AT = `CASE WHEN r.status = 'closed' THEN r.reply_target_at ELSE r.next_late_at END`;
const PAUSED = `r.status <> 'closed' AND EXISTS (SELECT 1 FROM deadlines p
  WHERE p.request_id = r.id AND p.state = 'paused' AND NOT p.advisory)`;

const RUNS = `r.status <> 'closed' AND r.next_late_at`;
const WARNED = 'COALESCE(r.warn_at <= :now, FALSE)';
/** `urgencyOf` as SQL; a test compares the two. */
const BY_URGENCY: Record<Urgency, string> = {
  late: `${RUNS} <= :now`,
  today: `${RUNS} > :now AND r.next_late_at <= :tomorrow`,
  soon: `${RUNS} > :tomorrow AND ${WARNED}`,
  inTime: `${RUNS} > :tomorrow AND NOT ${WARNED} AND r.status <> 'waiting'`,
  waiting: `r.status = 'waiting' AND (r.next_late_at IS NULL OR (r.next_late_at > :tomorrow AND NOT ${WARNED}))`,
  done: `(r.status = 'closed' OR (r.next_late_at IS NULL AND r.status <> 'waiting'))`,
};

type Conditions = { [Name in NarrowingName]-?: (value: NonNullable<Narrowing[Name]>) => string };

/** Each as SQL over `subject_requests r`; its value is bound by its own name, a day's ends as `…At`. */
const CONDITIONS: Conditions = {
  right: () => 'r."right" = :right',
  policy: () => 'r.policy_id = :policy',
  status: () => 'r.status = :status',
  urgency: (urgency) => BY_URGENCY[urgency],
  channel: () => 'r.channel = :channel',
  country: () => 'r.residence = :country',
  assignee: (who) => (who === 'nobody' ? `NOT ${IS_IN_HAND}` : 'r.assignee_id = :assignee'),
  tag: () => 'r.id IN (SELECT g.request_id FROM request_tags g WHERE g.tag_id = :tag)',
  receivedFrom: () => 'r.received_on >= :receivedFrom',
  receivedTo: () => 'r.received_on <= :receivedTo',
  dueFrom: () => `(${DUE_ON} >= :dueFrom OR (${DUE_ON} IS NULL AND ${DUE_AT} >= :dueFromAt))`,
  dueTo: () => `(${DUE_ON} <= :dueTo OR (${DUE_ON} IS NULL AND ${DUE_AT} < :dueToAt))`,
  closedFrom: () => 'r.closed_at >= :closedFromAt',
  closedTo: () => 'r.closed_at < :closedToAt',
  paused: (is) => (is === 'yes' ? PAUSED : `NOT (${PAUSED})`),
  extended: (is) => `r.extension IS ${is === 'yes' ? 'NOT NULL' : 'NULL'}`,
  message: (is) => `r.unread_since IS ${is === 'yes' ? 'NOT NULL' : 'NULL'}`,
};

/** Whether anything narrows the tabs. */
export const hasNarrowing = (filter: Narrowing): boolean =>
  NARROWINGS.some((name) => filter[name] !== undefined);

/** The conditions as SQL over `subject_requests r`, with their values. `zone` is the organisation's. */
export function narrowingOf(
  filter: Narrowing & { zone?: string },
  now: Date,
): { conditions: string[]; values: Values } {
  const { zone = 'UTC' } = filter;
  const conditions: string[] = [];
  const values: Values = {};
  for (const name of NARROWINGS) {
    const value = filter[name];
    if (value === undefined) continue;
    conditions.push((CONDITIONS[name] as (value: unknown) => string)(value));
    values[name] = value;
    if (name.endsWith('From')) values[`${name}At`] = startOfDay(value as CalendarDate, zone);
    if (name.endsWith('To')) values[`${name}At`] = startOfDay(addDays(value as CalendarDate, 1), zone);
  }
  if (filter.urgency) values.tomorrow = startOfDay(addDays(localDate(now, zone), 1), zone);
  return { conditions, values };
}
