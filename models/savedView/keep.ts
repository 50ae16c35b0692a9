import { assertMay } from '../../domain/permissions.ts';
import { MOST_VIEWS, mayChangeView, maySeeView, viewName } from '../../domain/queue/savedViews.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { type Selection, selectLists } from '../database/select.ts';
import { type By, type Desk, userOf } from '../desk.ts';
import { Membership } from '../membership.ts';
import { SavedView } from '../savedView.ts';
import type { QueueChoice } from '../user/staff.ts';

/** A kept list as a user sees it. */
export type KeptList = {
  id: number;
  name: string;
  query: string;
  isShared: boolean;
  userId: number;
  author: string;
};
type KeptListRow = Omit<KeptList, 'isShared'> & { isShared: number | boolean };

/** Those of a user and those that are shared, as a list to read beside others, with the values `organisationId` and `me`. */
export const KEPT_LISTS: Selection<KeptListRow> = {
  columns: {
    id: 'v.id',
    name: 'v.name',
    query: 'v.query',
    isShared: 'v.is_shared',
    userId: 'v.user_id',
    author: `COALESCE(NULLIF(a.name, ''), a.email)`,
  },
  from: `FROM saved_views v JOIN users a ON a.id = v.user_id
    WHERE v.organisation_id = :organisationId AND (v.is_shared OR v.user_id = :me) ORDER BY v.id`,
};

export const keptListsIn = (rows: KeptListRow[]): KeptList[] =>
  rows.map((row) => ({ ...row, isShared: Boolean(row.isShared) }));

/** A user's kept lists and those that colleagues share, the oldest first. */
export async function keptLists(desk: Desk, by: By): Promise<KeptList[]> {
  const values = { organisationId: by.organisationId, me: userOf(by) };
  return keptListsIn((await selectLists(desk.database, { kept: KEPT_LISTS }, values)).kept);
}

/** One that the user sees; throws `not-found`. */
export async function findKeptList(by: By, id: number): Promise<SavedView> {
  const found = await SavedView.findOne({ where: { id, organisationId: by.organisationId } });
  if (!found || !maySeeView(found, userOf(by))) throw new RuleViolation('not-found');
  return found;
}

export type KeptListInput = { name: string; query: string; isShared: boolean };

/** Keeps a list by a name. Throws what is wrong with the name, `too-many-views`, and `not-permitted` where it may not be shared. */
export async function keepList(
  desk: Desk,
  by: By,
  { name, query, isShared }: KeptListInput,
): Promise<number> {
  assertMay(by, isShared ? 'share-view' : 'keep-view');
  const { organisationId } = by;
  const own = { organisationId, userId: userOf(by) };
  const kept = { ...own, name: viewName(name), query, isShared, createdAt: desk.clock() };
  if ((await SavedView.count({ where: own })) >= MOST_VIEWS)
    throw new RuleViolation('too-many-views', { most: MOST_VIEWS }, 'name');
  return (await SavedView.create(kept)).id;
}

/** Gives a kept list another name, shares it or no longer does. Who may: `mayChangeView`. */
export async function changeList(by: By, id: number, given: Omit<KeptListInput, 'query'>): Promise<void> {
  const list = await changeable(by, id);
  if (given.isShared && !list.isShared) assertMay(by, 'share-view');
  await list.update({ name: viewName(given.name), isShared: given.isShared });
}

/** Removes a kept list; its requests are not touched. */
export async function removeList(by: By, id: number): Promise<void> {
  await (await changeable(by, id)).destroy();
}

async function changeable(by: By, id: number): Promise<SavedView> {
  assertMay(by, 'keep-view');
  const list = await findKeptList(by, id);
  if (!mayChangeView(list, { userId: userOf(by), role: by.role }))
    throw new RuleViolation('not-permitted', { action: 'change-shared-view' });
  return list;
}

/** Remembers the order and the columns that a user wants in their lists. */
export async function rememberQueue(by: By, { order, columns }: QueueChoice): Promise<void> {
  assertMay(by, 'keep-view');
  const where = { userId: userOf(by), organisationId: by.organisationId };
  await Membership.update({ queueOrder: order ?? null, queueColumns: columns ?? null }, { where });
}
