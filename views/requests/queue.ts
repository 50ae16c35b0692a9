import type { BulkAct } from '../../domain/lifecycle/bulk.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { RIGHTS } from '../../domain/rights.ts';
import type { Tag } from '../../domain/tags.ts';
import type { Agenda } from '../../models/subjectRequest/counts.ts';
import type { Sort } from '../../models/subjectRequest/cursor.ts';
import type { Filter, View } from '../../models/subjectRequest/filter.ts';
import type { Listed } from '../../models/subjectRequest/listing.ts';
import type { T } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import type { SelectOption } from '../settings/options.ts';
import { type Past, pastOf } from './past.ts';
import { daysAt, type QueueRow, queueRowOf } from './row.ts';
import { tagNames, wordedOf } from './words.ts';

type ShownRow = QueueRow & { href: string; tags: string[] };

type QueuePage = {
  frame: Frame;
  agenda: string;
  /** The desk's rules were corrected, and open requests need a review. */
  formerRules?: { text: string; link: { href: string; text: string } };
  newRequest?: string;
  tabs: { href: string; text: string; count: number; current: boolean }[];
  filters: {
    view: View;
    q: string;
    /** Whether a select is in use, so that the folded filters are shown open. */
    isNarrowed: boolean;
    selects: { name: string; label: string; options: SelectOption[]; value: string }[];
  };
  /** The link that clears the filter, if there is one. */
  clear?: string;
  caption: string;
  heads: Record<string, string>;
  rows: ShownRow[];
  /** Replaces the rows in views that show ended requests. */
  closed: (ShownRow & { past: Past })[];
  empty?: { title: string; text: string; action?: { href: string; text: string } };
  pagination: { next?: string; first?: string };
  csv?: string;
  /** What can be done to the ticked requests, or to the whole list. */
  bulk?: { acts: { act: BulkAct; text: string }[]; list: string; whole: string };
};

type QueuePageInput = {
  filter: Filter;
  rows: Listed[];
  next?: string;
  counts: Record<View, number>;
  agenda: Agenda;
  colleagues: { id: number; name: string; email: string }[];
  tags: Tag[];
  packs: PolicyPack[];
  now: Date;
  /** The number of open requests under former rules, for a user who may move them. */
  formerRules: number;
  mayLog: boolean;
  mayExport: boolean;
  /** What the user may do to many requests at once. */
  bulkActs: BulkAct[];
};

const COLUMNS = ['reference', 'person', 'right', 'received', 'due', 'left', 'status', 'assignee'] as const;
/** A closed request has no deadline: these columns show its due date, its answer and how it ended. */
const OF_CLOSED = [
  'reference',
  'person',
  'right',
  'received',
  'replyDue',
  'answered',
  'ended',
  'outcome',
  'identity',
] as const;
const SORTS_ASKED: Sort[] = ['newest', 'oldest'];

export function queuePage(base: FrameBase, given: QueuePageInput): QueuePage {
  const { t } = base;
  const { filter, rows, next, counts, now } = given;
  const days = daysAt(now);
  const view = t(`queue:view.${filter.view}`);
  const to = (more: Partial<Filter>) => `/requests${queryOf({ ...filter, after: undefined, ...more })}`;
  const shown = (row: Listed) => ({
    ...queueRowOf(row, base, now, days),
    href: `/requests/${row.reference}`,
    tags: tagNames(row, given.tags),
  });
  const filtered = Boolean(filter.q || filter.right || filter.policy || filter.assignee);
  return {
    frame: { ...base, title: t('queue:title') },
    agenda: agendaWords(t, given.agenda),
    ...(given.formerRules > 0 && {
      formerRules: {
        text: t('queue:formerRules', { count: given.formerRules }),
        link: { href: '/settings/dates', text: t('queue:formerRulesLink') },
      },
    }),
    newRequest: given.mayLog ? '/requests/new' : undefined,
    tabs: (Object.keys(counts) as View[]).map((name) => ({
      href: to({ view: name }),
      text: t(`queue:view.${name}`),
      count: counts[name],
      current: name === filter.view,
    })),
    filters: {
      view: filter.view,
      q: filter.q ?? '',
      isNarrowed: Boolean(filter.right || filter.policy || filter.assignee),
      selects: selectsOf(base, given),
    },
    clear: filtered ? `/requests${queryOf({ view: filter.view, sort: filter.sort })}` : undefined,
    caption: t('queue:caption', { view }),
    heads: headsOf(t, filter.view, rows),
    rows: filter.view === 'closed' ? [] : rows.map(shown),
    closed: filter.view === 'closed' ? rows.map((row) => ({ ...shown(row), past: pastOf(row, base) })) : [],
    empty: rows.length > 0 ? undefined : emptyWords(t, given, filtered, to),
    pagination: { next: next && to({ after: next }), first: filter.after && to({}) },
    csv: given.mayExport && rows.length > 0 ? to({}).replace('/requests', '/requests.csv') : undefined,
    bulk:
      given.bulkActs.length > 0 && rows.length > 0 && filter.view !== 'closed'
        ? {
            acts: given.bulkActs.map((act) => ({ act, text: t(`bulk:${act}.act`) })),
            list: to({}).replace('/requests', ''),
            whole: t('bulk:whole', { count: counts[filter.view] }),
          }
        : undefined,
  };
}

/** The columns of systems and tags are shown where a request of the page has any. */
function headsOf(t: T, view: View, rows: Listed[]): QueuePage['heads'] {
  const columns = [
    ...(view === 'closed' ? OF_CLOSED : COLUMNS),
    ...(view !== 'closed' && rows.some(({ tasksAsked }) => tasksAsked > 0) ? ['systems'] : []),
    ...(rows.some(({ tags }) => tags) ? ['tags'] : []),
  ];
  return Object.fromEntries(columns.map((column) => [column, t(`queue:column.${column}`)]));
}

/** Today's work in one sentence. */
function agendaWords(t: T, { late, today, week }: Agenda): string {
  const parts = [
    late > 0 && t('queue:agenda.late', { count: late }),
    today > 0 && t('queue:agenda.today', { count: today }),
    week > 0 && t('queue:agenda.week', { count: week }),
  ].filter(Boolean);
  if (parts.length === 0) return t('queue:agenda.nothing');
  return t('queue:agenda.sentence', { parts: parts.join(', ') });
}

function selectsOf({ t, language }: FrameBase, { filter, packs, colleagues }: QueuePageInput) {
  const every: SelectOption = { value: '', text: t('queue:every') };
  const policies = new Map(packs.map(({ id, title }) => [id, wordedOf(title, language)]));
  return [
    {
      name: 'right',
      label: t('queue:filter.right'),
      options: [every, ...RIGHTS.map((right) => ({ value: right, text: t(`requests:right.${right}`) }))],
      value: filter.right ?? '',
    },
    {
      name: 'policy',
      label: t('queue:filter.policy'),
      options: [every, ...[...policies].map(([value, text]) => ({ value, text }))],
      value: filter.policy ?? '',
    },
    {
      name: 'assignee',
      label: t('queue:filter.assignee'),
      options: [
        every,
        { value: 'nobody', text: t('requests:nobody') },
        ...colleagues.map(({ id, name, email }) => ({ value: String(id), text: name || email })),
      ],
      value: String(filter.assignee ?? ''),
    },
    {
      name: 'sort',
      label: t('queue:filter.sort'),
      options: [usualIn(filter.view), ...SORTS_ASKED].map((value) => ({
        value,
        text: t(`queue:sort.${value}`),
      })),
      value: filter.sort,
    },
  ];
}

const usualIn = (view: View): Sort => (view === 'closed' || view === 'waiting' ? view : 'deadline');

function emptyWords(
  t: T,
  { filter, mayLog }: QueuePageInput,
  filtered: boolean,
  to: (more: Partial<Filter>) => string,
) {
  if (filter.after) return { title: t('queue:endTitle'), text: t('queue:endText') };
  if (filtered) {
    const action = { href: to({ view: 'all' }), text: t('queue:searchAll') };
    const text = t('queue:nothingFoundText');
    return { title: t('queue:nothingFound'), text, action: filter.view === 'all' ? undefined : action };
  }
  const isStart = filter.view === 'open' || filter.view === 'all';
  return {
    title: t(`queue:empty.${filter.view}.title`),
    text: t(`queue:empty.${filter.view}.text`),
    action: isStart && mayLog ? { href: '/requests/new', text: t('queue:log') } : undefined,
  };
}

/** A filter as a query; defaults are left out. */
function queryOf({ view, q, right, policy, assignee, sort, after }: Filter): string {
  const query = new URLSearchParams();
  if (view !== 'open') query.set('view', view);
  if (q) query.set('q', q);
  if (right) query.set('right', right);
  if (policy) query.set('policy', policy);
  if (assignee) query.set('assignee', String(assignee));
  if (SORTS_ASKED.includes(sort)) query.set('sort', sort);
  if (after) query.set('after', after);
  return query.size > 0 ? `?${query}` : '';
}
