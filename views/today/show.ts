import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { daysBetween } from '../../domain/calendar/calendarDate.ts';
import type { HolidayCalendar } from '../../domain/calendar/holidays.ts';
import { may, type Role } from '../../domain/permissions.ts';
import { orderIn, type TodayGroup } from '../../domain/today/groups.ts';
import type { Today } from '../../models/today/read.ts';
import { longDate, shortDate } from '../dates.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { type Ahead, aheadOf } from './ahead.ts';
import { entryOf, type TodayEntry, type TodayItem } from './entry.ts';

/** A group of the page with its first entries, and where the others are. */
type TodaySection = {
  id: TodayGroup;
  title: string;
  count: number;
  entries: TodayEntry[];
  all?: { href: string; text: string };
};
/** A line beside the list: what comes by itself, or who owes something. */
type TodayLine = { text: string; note: string; href: string; link: string; late?: string };

type TodayPage = {
  frame: Frame;
  lead: string;
  tabs: { href: string; text: string; current: boolean }[];
  sections: TodaySection[];
  beside: TodaySection[];
  owners: TodayLine[];
  backups: TodayLine[];
  ahead?: Ahead;
  empty?: { title: string; text: string };
  next: string;
  pagination: { next?: string; first?: string };
  /** From one group back to all. */
  back?: string;
  /** The way to a rehearsal, for who does not open the settings, where it is otherwise. */
  rehearsal?: string;
};

export type TodayPageInput = {
  today: Today;
  items: TodayItem[];
  on: CalendarDate;
  now: Date;
  weekEnd: CalendarDate;
  zone: string;
  calendar: HolidayCalendar;
  role: Role;
  ofAll: boolean;
  /** The one group that is shown, and how many come before. */
  only?: { group: TodayGroup; after: number; most: number };
};

const MAIN: TodayGroup[] = ['late', 'today', 'undelivered', 'extensions', 'messages', 'week', 'finish'];
const BESIDE: TodayGroup[] = ['arrived', 'waiting', 'ending'];

export function todayPage(base: FrameBase, given: TodayPageInput): TodayPage {
  const { t, language } = base;
  const { today, ofAll, only } = given;
  const sections = (groups: TodayGroup[]) => groups.flatMap((group) => sectionOf(base, given, group));
  const isEmpty = today.requests.length + today.owners.length === 0;
  const next = nextWords(base, given);
  const beyond = only && only.after + only.most < today.sizes[only.group];
  return {
    frame: { ...base, title: t('today:title', { day: longDate(given.on, language) }) },
    lead: only ? '' : leadWords(base, today),
    tabs: today.hasColleagues
      ? [
          { href: '/today', text: t('today:mine'), current: !ofAll },
          { href: '/today?of=all', text: t('today:everyones'), current: ofAll },
        ]
      : [],
    sections: sections(only ? [only.group] : MAIN),
    beside: only ? [] : sections(BESIDE),
    owners: only ? [] : ownerLines(base, given),
    backups: only ? [] : backupLines(base, today),
    ahead: only ? undefined : aheadIn(base, given),
    empty: isEmpty && !only ? { title: t('today:nothing'), text: next } : undefined,
    next: isEmpty || only ? '' : next,
    rehearsal: only || may(given.role, 'read-settings') ? undefined : '/settings/rehearsal',
    back: only && (ofAll ? '/today?of=all' : '/today'),
    pagination: {
      next: beyond ? addressOf(ofAll, only.group, only.after + only.most) : undefined,
      first: only && only.after > 0 ? addressOf(ofAll, only.group) : undefined,
    },
  };
}

function sectionOf(base: FrameBase, given: TodayPageInput, group: TodayGroup): TodaySection[] {
  const { t } = base;
  const { role, now, ofAll, only } = given;
  const items = given.items
    .filter(({ row }) => row.group === group)
    .sort((a, b) => Number(orderIn(group, a.row)) - Number(orderIn(group, b.row)) || a.row.id - b.row.id);
  if (items.length === 0) return [];
  const count = given.today.sizes[group];
  const more = count > items.length && !only;
  return [
    {
      id: group,
      title: t(`today:group.${group}`),
      count,
      entries: items.map((item) => entryOf(base, item, role, now)),
      ...(more && { all: { href: addressOf(ofAll, group), text: t('today:showAll', { count }) } }),
    },
  ];
}

/** The strip of the weeks ahead, with the closures of the organisation and the absences of the reader. */
function aheadIn(base: FrameBase, { today, on, calendar }: TodayPageInput): Ahead {
  const closures = today.off.filter(({ userId }) => userId === null);
  const away = today.off.filter(({ userId }) => userId !== null);
  return aheadOf(base, { today: on, calendar, closures, away, due: today.days }, today.sizes.late);
}

/** The address of one group by itself. */
const addressOf = (ofAll: boolean, group: TodayGroup, after = 0): string =>
  `/today?${new URLSearchParams({ ...(ofAll && { of: 'all' }), show: group, ...(after > 0 && { after: String(after) }) })}`;

/** The whole day in one sentence for each thing that there is. */
function leadWords({ t }: FrameBase, { sizes }: Today): string {
  const said = (['late', 'today', 'week', 'messages', 'undelivered'] as const)
    .filter((group) => sizes[group] > 0)
    .map((group) => t(`today:lead.${group}`, { count: sizes[group] }));
  return said.length > 0 ? said.join(' ') : t('today:lead.nothing');
}

/** What comes next after the week, and when. */
function nextWords({ t, language }: FrameBase, { today, weekEnd, ofAll }: TodayPageInput): string {
  const next = today.days.find(({ on }) => on >= weekEnd);
  if (next) return t('today:next', { day: longDate(next.on, language), count: next.count });
  if (today.beyond) return t('today:nextLater', { day: longDate(today.beyond, language) });
  return t(ofAll || !today.hasColleagues ? 'today:noneAhead' : 'today:noneOfYours');
}

function ownerLines({ t, language }: FrameBase, { today, on, zone }: TodayPageInput): TodayLine[] {
  return today.owners.map(({ email, count, dueOn, reference, system, seenAt }) => ({
    text: email,
    note: seenAt
      ? t('today:owner.seen', { system, day: shortDate(seenAt, language, zone) })
      : t('today:owner.unseen', { system }),
    href: `/requests/${reference}/tasks`,
    link: t('today:owner.open'),
    late: t('today:owner.late', {
      count: Number(count),
      late: t('urgency:late.day', { count: daysBetween(dueOn, on) }),
    }),
  }));
}

const backupLines = ({ t, language }: FrameBase, { backups }: Today): TodayLine[] =>
  backups.map(({ askedOn, reference, system }) => ({
    text: t('today:backups.text', { system }),
    note: t('today:backups.note', { day: longDate(askedOn, language) }),
    href: `/requests/${reference}/tasks`,
    link: reference,
  }));
