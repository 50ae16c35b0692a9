import { PRESENT_EDITION } from '../../domain/edition.ts';
import type { Tag } from '../../domain/tags.ts';
import { type RowsOf, type Selection, selected, selectLists } from '../database/select.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import { type By, type Desk, userOf } from '../desk.ts';
import { KEPT_LISTS, type KeptList, keptListsIn } from '../savedView/keep.ts';
import { TAGS } from '../tag/tagging.ts';
import { MEMBERS, type Member, membersIn } from '../user/members.ts';
import { COUNTED, type Counts, countsIn, countValues, type Until } from './counts.ts';
import { countsOf, type Filter, isNarrowed } from './filter.ts';
import { type Listed, listRequests, pageAsked, pageOf } from './listing.ts';
import { foundBy } from './search.ts';

/**
 * The content of the queue page: a page of the list, the counts of the tabs, the staff, and the number of requests under former rules.
 */
type RequestQueue = {
  rows: Listed[];
  next?: string;
  members: Member[];
  tags: Tag[];
  kept: KeptList[];
  formerRules: number;
} & Counts;

/** The open requests under a former edition of the desk's rules: nobody has reviewed yet how the present one moves them. */
const FORMER_RULES: Selection<{ n: number }> = {
  columns: { n: 'COUNT(*)' },
  from: `FROM subject_requests
    WHERE organisation_id = :organisationId AND edition < ${PRESENT_EDITION} AND status <> 'closed' AND kind = 'request'`,
};
const BESIDE = { counts: COUNTED, members: MEMBERS, tags: TAGS, kept: KEPT_LISTS, former: FORMER_RULES };

/**
 * Reads the queue by one statement; slow parts are read separately, so that the rest does not wait. The tabs count with the filter, the
 * work ahead counts all requests.
 */
export async function readQueue(desk: Desk, by: By, filter: Filter, until: Until): Promise<RequestQueue> {
  return isNarrowed(filter) ? readNarrowed(desk, by, filter, until) : readWhole(desk, by, filter, until);
}

async function readNarrowed(desk: Desk, by: By, filter: Filter, until: Until): Promise<RequestQueue> {
  const among = filter.q ? await foundBy(desk, by, filter.q) : undefined;
  const page = among && pageAsked(desk, by, filter, among);
  const values = { ...countValues(desk, by, until), me: userOf(by) };
  const { values: asked, ...narrowed } = countsOf(desk, by, filter, among);
  if (page) {
    const lists = { list: page, narrowed, ...BESIDE };
    const all = { ...asked, ...page.values, ...values };
    const { list, narrowed: counted, ...beside } = await selectLists(desk.database, lists, all);
    return {
      ...pageOf(list, filter),
      ...besideIn(beside, by),
      views: numbersOf(counted[0] as QueueCountRow),
    };
  }
  const [list, [views], beside] = await Promise.all([
    listRequests(desk, by, filter),
    selectSlowly<QueueCountRow>(
      desk.database,
      `SELECT ${selected(narrowed.columns)} ${narrowed.from}`,
      asked,
    ),
    selectLists(desk.database, BESIDE, values),
  ]);
  return { ...list, ...besideIn(beside, by), views: numbersOf(views) };
}

type QueueCountRow = Record<string, number | string>;

/** PostgreSQL returns its counts as text. */
const numbersOf = (counted: QueueCountRow = {}) =>
  Object.fromEntries(Object.entries(counted).map(([view, n]) => [view, Number(n)])) as RequestQueue['views'];

async function readWhole(desk: Desk, by: By, filter: Filter, until: Until): Promise<RequestQueue> {
  const page = pageAsked(desk, by, filter);
  const values = { ...countValues(desk, by, until), me: userOf(by) };
  if (page) {
    const lists = { list: page, ...BESIDE };
    const { list, ...beside } = await selectLists(desk.database, lists, { ...page.values, ...values });
    return { ...pageOf(list, filter), ...besideIn(beside, by) };
  }
  const [list, beside] = await Promise.all([
    listRequests(desk, by, filter),
    selectLists(desk.database, BESIDE, values),
  ]);
  return { ...list, ...besideIn(beside, by) };
}

const besideIn = ({ counts, members, tags, kept, former: [former] }: RowsOf<typeof BESIDE>, by: By) => ({
  ...countsIn(counts, by),
  members: membersIn(members),
  tags,
  kept: keptListsIn(kept),
  formerRules: former?.n ?? 0,
});
