import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../domain/permissions.ts';
import { movedForward, queueColumnsIn, USUAL_COLUMNS } from '../../domain/queue/columns.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import {
  changeList,
  findKeptList,
  keepList,
  keptLists,
  rememberQueue,
  removeList,
} from '../../models/savedView/keep.ts';
import { tagsOf } from '../../models/tag/tagging.ts';
import { type Member, membersOf } from '../../models/user/members.ts';
import { columnsPage } from '../../views/requests/columnsChosen.ts';
import { crumbsOf } from '../../views/requests/crumbs.ts';
import { filtersPage } from '../../views/requests/filters.ts';
import { keptListPage, keptListsPage } from '../../views/requests/keptLists.ts';
import { queryOf } from '../../views/requests/listQuery.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, oneLine, text, texts, wholeNumber } from '../middleware/text.ts';
import { columnsOf, filterOf, orderIn, readFilter } from './query.ts';

/** What lists show: their filters, their columns and order, and those kept by a name. */
export function listsRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/filters', permit('read-requests'), (request, response) =>
    showFilters(desk, request, response),
  );

  router.get('/columns', permit('keep-view'), (request, response) => {
    const staff = staffOf(response);
    const filter = filterOf(request.query, staff);
    const page = columnsPage(deskFrame(response, 'requests'), {
      list: queryOf({ ...filter, after: undefined }),
      columns: columnsOf(filter, staff) ?? USUAL_COLUMNS,
      order: filter.order ?? staff.queue.order ?? 'usual',
    });
    sendPage(response, 'requests/columnsChosen', page, 'desk');
  });

  router.post('/columns', permit('keep-view'), async (request, response) => {
    const { list, columns, order, forward } = Chosen.parse(request.body ?? {});
    const staff = staffOf(response);
    const chosen = queueColumnsIn(columns.join('.'));
    if (forward) {
      const moved = movedForward(chosen ?? USUAL_COLUMNS, forward).join('.');
      const asked = { ...filterOf(partsIn(list), staff), order: orderIn(order), columns: moved };
      return response.redirect(303, `/requests/columns${queryOf(asked)}#columns-order`);
    }
    const isUsual = chosen?.join() === USUAL_COLUMNS.join();
    await rememberQueue(staff.by, {
      order: orderIn(order),
      columns: isUsual ? undefined : chosen?.join('.'),
    });
    const filter = filterOf(partsIn(list), staff);
    response.redirect(303, `/requests${queryOf({ ...filter, order: undefined, columns: undefined })}`);
  });

  router.get('/views', permit('read-requests'), async (_request, response) => {
    const { by, user, role } = staffOf(response);
    const lists = await keptLists(desk, by);
    const page = keptListsPage(deskFrame(response, 'requests'), lists, { userId: user.id, role });
    sendPage(response, 'requests/keptLists', page, 'desk');
  });

  router.get('/views/new', permit('keep-view'), (request, response) =>
    showKeptList(desk, response, { query: queryIn(request.query, response), values: NEW }),
  );

  router.post('/views', permit('keep-view'), async (request, response) => {
    const { values, query: given } = formIn(request);
    const query = queryIn(partsIn(given), response);
    await orAgain(desk, request, response, { query, values }, async () => {
      await keepList(desk, staffOf(response).by, { ...values, query });
      return `/requests?${query}`;
    });
  });

  router.get('/views/:list', permit('keep-view'), async (request, response) => {
    const list = await findKeptList(staffOf(response).by, listIn(request));
    await showKeptList(desk, response, { id: list.id, query: list.query, values: list });
  });

  router.post('/views/:list', permit('keep-view'), async (request, response) => {
    const { by } = staffOf(response);
    const { id, query } = await findKeptList(by, listIn(request));
    const { values } = formIn(request);
    await orAgain(desk, request, response, { id, query, values }, async () => {
      await changeList(by, id, values);
      return '/requests/views';
    });
  });

  router.post('/views/:list/removal', permit('keep-view'), async (request, response) => {
    await removeList(staffOf(response).by, listIn(request));
    say(response, deskFrame(response).t('queue:kept.removed'));
    response.redirect(303, '/requests/views');
  });
  return router;
}

const Chosen = z.object({ list: oneLine, order: text, columns: texts, forward: text.catch('') });
const Kept = z.object({ name: oneLine, query: oneLine, shared: text });
const NEW = { name: '', isShared: false };

function formIn({ body }: Request) {
  const { name, query, shared } = Kept.parse(body ?? {});
  return { query, values: { name, isShared: shared === 'yes' } };
}

const partsIn = (query: string) =>
  Object.fromEntries(new URLSearchParams(query.slice(0, 1000).replace(/^\?/, '')));

/** A list's query in the only form that its address has, with the order and the columns that its author sees. */
function queryIn(query: unknown, response: Response): string {
  const staff = staffOf(response);
  const filter = filterOf(query, staff);
  const { order = staff.queue.order, columns = staff.queue.columns } = filter;
  return queryOf({ ...filter, order, columns, after: undefined }).slice(1);
}

const listIn = ({ params }: Request): number => {
  const list = wholeNumber.parse(params.list);
  if (!list) throw notFound();
  return list;
};

/** Whether a request can be assigned to a member, so that lists are filtered by them. */
export const isColleague = ({ role, hasAccepted }: Member): boolean =>
  hasAccepted && may(role, 'read-requests');

/** What the words of a filter are taken from. */
const namesFor = async (desk: AppDesk, response: Response) => {
  const { by } = staffOf(response);
  const [members, tags] = await Promise.all([membersOf(desk, by), tagsOf(desk, by)]);
  return { colleagues: members.filter(isColleague), tags, packs: desk.packs };
};

/** The form of filters, with what stands in the address; also in place of a list whose address has a fault. */
export async function showFilters(
  desk: AppDesk,
  request: Request,
  response: Response,
  status = 200,
): Promise<void> {
  const { filter, faults, asked } = readFilter(request.query, staffOf(response));
  const given = { ...(await namesFor(desk, response)), filter, asked, faults };
  sendPage(response, 'requests/filters', filtersPage(deskFrame(response, 'requests'), given), 'desk', status);
}

type KeptListShown = {
  id?: number;
  query: string;
  values: { name: string; isShared: boolean };
  fault?: RuleViolation;
};

async function showKeptList(desk: AppDesk, response: Response, given: KeptListShown): Promise<void> {
  const base = deskFrame(response, 'requests');
  const staff = staffOf(response);
  const filter = filterOf(partsIn(given.query), staff);
  const page = keptListPage(base, {
    ...given,
    role: staff.role,
    view: base.t(`queue:view.${filter.view}`),
    crumbs: crumbsOf(base, filter, await namesFor(desk, response)),
  });
  sendPage(response, 'requests/keptList', page, 'desk', given.fault ? 422 : 200);
}

/** Does it and goes where it says, or shows the form again with its fault. */
async function orAgain(
  desk: AppDesk,
  request: Request,
  response: Response,
  given: KeptListShown,
  act: () => Promise<string>,
): Promise<void> {
  if (isShownAgain(request, response)) return showKeptList(desk, response, given);
  let to: string;
  try {
    assertReadable(request.body);
    to = await act();
  } catch (error) {
    if (!(error instanceof RuleViolation) || error.code === 'not-found' || error.code === 'not-permitted')
      throw error;
    return showKeptList(desk, response, { ...given, fault: error });
  }
  response.redirect(303, to);
}
