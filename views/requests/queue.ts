import type { BulkAct } from '../../domain/lifecycle/bulk.ts';
import type { Role } from '../../domain/permissions.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { OF_THE_END, type QueueColumn, USUAL_COLUMNS } from '../../domain/queue/columns.ts';
import type { QueueOrder } from '../../domain/queue/orders.ts';
import type { Tag } from '../../domain/tags.ts';
import type { KeptList } from '../../models/savedView/keep.ts';
import type { Agenda } from '../../models/subjectRequest/counts.ts';
import type { Filter, View } from '../../models/subjectRequest/filter.ts';
import type { Listed } from '../../models/subjectRequest/listing.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { countryName } from '../countries.ts';
import type { T } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { type Crumb, crumbsOf } from './crumbs.ts';
import { partsOf, queryOf } from './listQuery.ts';
import { type QuickLook, quickLook } from './look.ts';
import { type Past, pastOf } from './past.ts';
import { daysAt, type QueueRow, queueRowOf } from './row.ts';
import { tagNames, wordedOf } from './words.ts';

/** A row; `past` where it shows how a request ended. */
type ShownRow = QueueRow & {
  href: string;
  lookAt: string;
  tags: string[];
  country: string;
  policy: string;
  past?: Past;
};

type QueuePage = {
  frame: Frame;
  agenda: string;
  /** The desk's rules were corrected, and open requests need a review. */
  formerRules?: { text: string; link: { href: string; text: string } };
  newRequest?: string;
  tabs: { href: string; text: string; count?: number; current: boolean }[];
  /** The search, with the rest of the address. */
  q: string;
  kept: [name: string, value: string][];
  /** What narrows the list, each with the way to take it off. */
  crumbs: Crumb[];
  ways: { filters: string; columns: string; save?: string; views: string; order: string };
  /** The link that clears the filter, if there is one. */
  clear?: string;
  caption: string;
  columns: { name: string; text: string }[];
  rows: ShownRow[];
  empty?: { title: string; text: string; action?: { href: string; text: string } };
  pagination: { next?: string; first?: string };
  /** Exactly this list as files. */
  exports: { href: string; text: string }[];
  /** A request of the list beside it. */
  look?: QuickLook;
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
  kept: KeptList[];
  /** What the user chose for all lists, or the address for this one. */
  columns?: readonly QueueColumn[];
  order: QueueOrder;
  mayKeep: boolean;
  /** The request that is looked at beside the list. */
  looked?: { page: RequestPage; tasks: RequestTask[]; role: Role };
  packs: PolicyPack[];
  now: Date;
  /** The number of open requests under former rules, for a user who may move them. */
  formerRules: number;
  mayLog: boolean;
  mayExport: boolean;
  /** What the user may do to many requests at once. */
  bulkActs: BulkAct[];
};

const FORMATS = ['csv', 'xlsx', 'json'];

export function queuePage(base: FrameBase, given: QueuePageInput): QueuePage {
  const { t } = base;
  const { filter, rows, next, counts, now } = given;
  const days = daysAt(now);
  const policies = new Map(given.packs.map(({ id, title }) => [id, wordedOf(title, base.language)]));
  const view = t(`queue:view.${filter.view}`);
  const to = (more: Partial<Filter>) => `/requests${queryOf({ ...filter, after: undefined, ...more })}`;
  const shown = (row: Listed) => ({
    ...queueRowOf(row, base, now, days),
    href: `/requests/${row.reference}`,
    lookAt: `${looks}${row.reference}#look`,
    tags: tagNames(row, given.tags),
    country: row.residence ? countryName(row.residence, base.language) : '',
    policy: policies.get(row.policyId) ?? row.policyId,
    past: filter.view === 'closed' ? pastOf(row, base) : undefined,
  });
  const here = to({ after: filter.after });
  const looks = `${here}${here.includes('?') ? '&' : '?'}look=`;
  const crumbs = crumbsOf(base, filter, given);
  const filtered = crumbs.length > 0;
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
    tabs: tabsOf(base, given, to),
    q: filter.q ?? '',
    kept: partsOf({ ...filter, q: undefined, after: undefined }),
    crumbs,
    ways: waysOf(base, given),
    clear: filtered ? `/requests${queryOf(withoutFilters(filter))}` : undefined,
    caption: t('queue:caption', { view }),
    columns: columnsIn(t, given),
    rows: rows.map(shown),
    empty: rows.length > 0 ? undefined : emptyWords(t, given, filtered, to),
    pagination: { next: next && to({ after: next }), first: filter.after && to({}) },
    look: given.looked && quickLook(base, { ...given.looked, now, close: here }),
    exports:
      given.mayExport && rows.length > 0
        ? FORMATS.map((format) => ({
            href: to({}).replace('/requests', `/requests.${format}`),
            text: t(`queue:format.${format}`),
          }))
        : [],
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

/** The columns in words: those chosen, else the usual ones, with systems and tags only where a request of the page has any. */
function columnsIn(
  t: T,
  { filter, columns = USUAL_COLUMNS, rows, looked }: QueuePageInput,
): QueuePage['columns'] {
  const isUsual = columns === USUAL_COLUMNS;
  const shown = columns.filter(
    (column) =>
      !isUsual ||
      (column !== 'systems' && column !== 'tags') ||
      rows.some(({ tasksAsked, tags }) => (column === 'tags' ? tags : tasksAsked > 0)),
  );
  if (looked) return shown.filter(isBesideLook).map((name) => ({ name, text: t(`queue:column.${name}`) }));
  const named = filter.view === 'closed' ? [...shown.filter(isOfTheClosed), ...OF_THE_END] : shown;
  return named.map((name) => ({ name, text: t(`queue:column.${name}`) }));
}

const RUNNING: readonly QueueColumn[] = ['due', 'left', 'status', 'assignee', 'systems'];
/** A look beside the list tells the rest. */
const BESIDE_LOOK: readonly QueueColumn[] = ['right', 'due', 'left', 'assignee'];
const isBesideLook = (column: QueueColumn): boolean => BESIDE_LOOK.includes(column);
const isOfTheClosed = (column: QueueColumn): boolean => !RUNNING.includes(column);

type Way = (more: Partial<Filter>) => string;

/** The tabs with their counts, then the lists kept by a name, which are read only when they are opened. */
function tabsOf({ t }: FrameBase, { filter, counts, kept }: QueuePageInput, to: Way): QueuePage['tabs'] {
  const here = queryOf({ ...filter, after: undefined }).slice(1);
  const open = kept.find(({ query }) => query === here);
  return [
    ...(Object.keys(counts) as View[]).map((name) => ({
      href: to({ view: name }),
      text: t(`queue:view.${name}`),
      count: counts[name],
      current: !open && name === filter.view,
    })),
    ...kept.map((list) => ({
      href: `/requests?${list.query}`,
      text: list.name,
      current: list === open,
    })),
  ];
}

function waysOf({ t }: FrameBase, { filter, order, mayKeep }: QueuePageInput): QueuePage['ways'] {
  const query = queryOf({ ...filter, after: undefined });
  return {
    filters: `/requests/filters${query}`,
    columns: `/requests/columns${query}`,
    save: mayKeep && query ? `/requests/views/new${query}` : undefined,
    views: '/requests/views',
    order: t('queue:orderedBy', { order: t(`queue:sort.${order === 'usual' ? filter.sort : order}`) }),
  };
}

const withoutFilters = ({ view, sort, order, columns }: Filter): Filter => ({ view, sort, order, columns });

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

function emptyWords(t: T, { filter, mayLog }: QueuePageInput, filtered: boolean, to: Way) {
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
