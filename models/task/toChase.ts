import { type CalendarDate, dayNumberOf } from '../../domain/calendar/calendarDate.ts';
import { localDate, morningOfDayNumber } from '../../domain/calendar/zone.ts';
import { chaseOn } from '../../domain/tasks/chase.ts';
import { selectList } from '../database/select.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';
import { calendarOf } from '../subjectRequest/recompute.ts';
import { neededOf } from './needed.ts';

/** The open tasks of a request that were asked on one day and are due on another, and came to their owners on one day. */
type AskedTogether = Parameters<typeof calendarOf>[0] & {
  organisationId: number;
  requestId: number;
  reference: string;
  assigneeId: number | null;
  zone: string;
  askedOn: CalendarDate;
  dueOn: CalendarDate | null;
  /** The day on which they came to them from another owner. */
  movedOn: CalendarDate | null;
  /** The number of each one's link: `7,8`. */
  links: string;
};

/** The latest day on which an owner is reminded of any of their open tasks. */
type OwnerToChase = { linkId: number; today: CalendarDate; on: CalendarDate };

/** Tasks of a request, all due on one day, that nobody answers. */
type Unanswered = Pick<AskedTogether, 'organisationId' | 'requestId' | 'reference' | 'assigneeId'> & {
  dueOn: CalendarDate;
};

/** What the chase does on a day; `today` is the local day of each zone in which somebody works by now, with open tasks. */
export type ToChase = {
  today: ReadonlyMap<string, CalendarDate>;
  owners: OwnerToChase[];
  unanswered: Unanswered[];
};

/**
 * Who is chased now, by the rule of a single task; nobody before 08:00 of the organisation, and on a day on which nobody works: what was
 * missed waits for the next one. The days of tasks with the same dates and calendar are looked up once.
 */
export async function toChase(desk: Desk, now: Date): Promise<ToChase> {
  const today = new Map<string, CalendarDate>();
  const owners = new Map<number, OwnerToChase>();
  const unanswered = new Map<string, Unanswered>();
  const known = new Map<string, Chased | undefined>();
  for (const group of await askedTogether(desk)) {
    const { zone, calendar, declaredDays, edition, askedOn, dueOn, requestId } = group;
    const key = `${zone} ${calendar} ${declaredDays} ${edition} ${askedOn} ${dueOn}`;
    if (!known.has(key)) known.set(key, chasedOn(group, now));
    const day = known.get(key);
    if (!day) continue;
    today.set(zone, day.today);
    addOwners(owners, group, day);
    if (day.isUnanswered && dueOn) unanswered.set(`${requestId} ${dueOn}`, { ...group, dueOn });
  }
  return { today, owners: [...owners.values()], unanswered: [...unanswered.values()] };
}

type Chased = { today: CalendarDate; on?: CalendarDate; isUnanswered: boolean };

/** Where the chase of such tasks stands; nothing while nobody works. */
function chasedOn(group: AskedTogether, now: Date): Chased | undefined {
  const today = localDate(now, group.zone);
  const calendar = calendarOf(group);
  const day = dayNumberOf(today);
  if (!calendar.isWorkingDay(day) || morningOfDayNumber(day, group.zone) > now) return undefined;
  const { askedOn, dueOn } = group;
  return { ...chaseOn({ askedOn, dueOn: dueOn ?? undefined }, calendar, today), today };
}

/** A task that came to another owner is new to them from that day on. */
function addOwners(
  owners: Map<number, OwnerToChase>,
  { links, movedOn }: AskedTogether,
  { today, on: step }: Chased,
): void {
  const on = latestOf(step, movedOn);
  if (!on) return;
  for (const linkId of JSON.parse(`[${links}]`) as number[]) {
    const owner = owners.get(linkId);
    if (!owner) owners.set(linkId, { linkId, today, on });
    else if (owner.on < on) owner.on = on;
  }
}

const latestOf = (one: CalendarDate | undefined, other: CalendarDate | null): CalendarDate | undefined =>
  one && other ? (one > other ? one : other) : (one ?? other ?? undefined);

const COLUMNS: Record<keyof AskedTogether, string> = {
  organisationId: 'r.organisation_id',
  requestId: 'r.id',
  reference: 'r.reference',
  assigneeId: 'r.assignee_id',
  zone: 'o.zone',
  calendar: 'r.calendar',
  declaredDays: 'r.declared_days',
  edition: 'r.edition',
  askedOn: 'w.asked_on',
  dueOn: 'w.due_on',
  movedOn: 'w.moved_on',
  links: 'w.links',
};

function askedTogether({ database }: Desk): Promise<AskedTogether[]> {
  const { along } = sqlWordsOf(database);
  return selectList<AskedTogether>(
    database,
    COLUMNS,
    `FROM (SELECT request_id, kind, COALESCE(chase_from, asked_on) AS asked_on, due_on, moved_on, string_agg(CAST(link_id AS TEXT), ',') AS links
       FROM tasks ${along('tasks_waiting')} WHERE state = 'open' AND asked_on IS NOT NULL AND link_id IS NOT NULL AND COALESCE(chase_from, asked_on) <> ''
       GROUP BY request_id, kind, chase_from, asked_on, due_on, moved_on) w
     JOIN subject_requests r ON r.id = w.request_id LEFT JOIN organisations o ON o.id = r.organisation_id
     WHERE ${neededOf('w')} ORDER BY w.request_id`,
    {},
  );
}
