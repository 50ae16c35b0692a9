import { addDays, type CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { GROUPS, type TodayGroup, type TodayMoments } from '../../domain/today/groups.ts';
import { handsOf } from '../../domain/today/hands.ts';
import { LOOK_AHEAD } from '../../domain/today/moments.ts';
import { ABSENCE_COLUMNS, ABSENCE_JOINS, type ListedAbsence } from '../absence/list.ts';
import { momentFromColumn, type Selection, selectLists } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { dueAhead, dueBeyond, foundInGroups } from './conditions.ts';
import { type BackupsAhead, backupsAhead, type LateOwner, lateOwners } from './tasks.ts';
import { type TodayRequest, thingsAmong, withMoments } from './things.ts';
import { colleaguesOf, whoseOf } from './whose.ts';

/** What the page "today" shows: the first requests of each group and their numbers, what falls due by day, and what waits for owners. */
export type Today = {
  requests: TodayRequest[];
  sizes: Record<TodayGroup, number>;
  /** How many requests fall due on each day of the look ahead, in order. */
  days: { on: CalendarDate; count: number }[];
  /** The first day after the look ahead on which something falls due. */
  beyond?: CalendarDate;
  owners: LateOwner[];
  /** When the organisation is closed and the reader is away, as far as the look ahead reaches. */
  off: ListedAbsence[];
  backups: BackupsAhead[];
  /** Whether others have work here. */
  hasColleagues: boolean;
};

export type TodayWish = {
  /** Everybody's work rather than the reader's. */
  ofAll: boolean;
  /** How many requests of each group are read; a group that is not named is not read. */
  groups: Partial<Record<TodayGroup, number>>;
  /** How many requests of the group come before. */
  after?: number;
};

/** Reads the page by two statements, whatever is due: who works here, then all the rest along indexes. */
export async function readToday(
  desk: Desk,
  by: By,
  at: TodayMoments & { today: CalendarDate; zone: string },
  { ofAll, groups, after = 0 }: TodayWish,
): Promise<Today> {
  const colleagues = await colleaguesOf(desk, by, at.today);
  const me = Number(by.actor.replace('user:', ''));
  const whose = whoseOf(desk, ofAll ? undefined : handsOf(colleagues, me));
  const { today, zone, ...moments } = at;
  const lists = {
    things: thingsAmong(foundInGroups(desk, groups, whose.condition)),
    days: {
      columns: { at: 'r.next_late_at', count: 'COUNT(*)' },
      from: dueAhead(desk, whose.condition),
    } as Selection<DueRow>,
    beyond: { columns: { at: 'r.next_late_at' }, from: dueBeyond(desk, whose.condition) } as Selection<
      Pick<DueRow, 'at'>
    >,
    owners: lateOwners(desk, whose.condition),
    backups: backupsAhead(desk, whose.condition),
    off: OFF,
  };
  const values = {
    organisationId: by.organisationId,
    me,
    today,
    last: addDays(today, LOOK_AHEAD),
    after,
    ...moments,
    ...whose.values,
  };
  const found = await selectLists(desk.database, lists, values);
  const requests = found.things.map(withMoments);
  const [beyond] = found.beyond;
  return {
    requests,
    sizes: sizesOf(requests),
    days: byDay(found.days, zone),
    ...(beyond && { beyond: lastDayBefore(beyond.at, zone) }),
    owners: found.owners.map((owner) => ({ ...owner, seenAt: momentFromColumn(owner.seenAt) })),
    backups: found.backups,
    off: found.off,
    hasColleagues: colleagues.length > 1,
  };
}

const OFF: Selection<ListedAbsence> = {
  columns: ABSENCE_COLUMNS,
  from: `FROM absences a ${ABSENCE_JOINS} WHERE a.organisation_id = :organisationId AND a.until_on >= :today AND a.from_on <= :last
    AND (a.user_id IS NULL OR a.user_id = :me) ORDER BY a.from_on, a.id`,
};

type DueRow = { at: Date | string; count: number };

const sizesOf = (requests: readonly TodayRequest[]): Today['sizes'] =>
  Object.fromEntries(
    GROUPS.map((name) => [name, Number(requests.find(({ group }) => group === name)?.size ?? 0)]),
  ) as Today['sizes'];

/** The day whose last instant comes before a late moment: the due day, and the day of a target in hours. */
const lastDayBefore = (at: Date | string, zone: string): CalendarDate =>
  localDate(new Date(momentFromColumn(at as Date).getTime() - 1), zone);

function byDay(rows: readonly DueRow[], zone: string): Today['days'] {
  const days = new Map<CalendarDate, number>();
  for (const { at, count } of rows) {
    const on = lastDayBefore(at, zone);
    days.set(on, (days.get(on) ?? 0) + Number(count));
  }
  return [...days].map(([on, count]) => ({ on, count }));
}
