import type { Router } from 'express';
import { LETTER_KINDS } from '../../domain/lifecycle/vocabulary.ts';
import { countedRequests } from '../../models/report/list.ts';
import { returnedLetters } from '../../models/report/returned.ts';
import { dueTasks } from '../../models/report/tasks.ts';
import { behindPage, countedTable, returnedTable, tasksDueTable } from '../../views/reports/behind.ts';
import { narrowedWords } from '../../views/reports/narrowed.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { oneLine, wholeNumber } from '../middleware/text.ts';
import { countedFilterOf, periodOf } from './asked.ts';

/** The lists behind the figures. */
export function behindRoutes(router: Router, desk: AppDesk): void {
  router.get('/requests', permit('read-requests'), async (request, response) => {
    const base = deskFrame(response, 'reports');
    const { period } = periodOf(desk, response);
    const filter = countedFilterOf(period, request.query);
    const { rows, next } = await countedRequests(desk, staffOf(response).by, filter);
    const page = behindPage(base, {
      period,
      title: base.t('reports:list.requests'),
      narrowed: narrowedWords(filter, oneLine.catch('').parse(request.query.standing), {
        ...base,
        packs: desk.packs,
      }),
      table: countedTable(rows, base),
      next: next === undefined ? undefined : pageFrom(request.originalUrl, next),
      first: filter.after ? pageFrom(request.originalUrl) : undefined,
    });
    sendPage(response, 'reports/behind', page, 'desk');
  });

  router.get('/tasks', permit('read-requests'), async (request, response) => {
    const base = deskFrame(response, 'reports');
    const { period, zone } = periodOf(desk, response);
    const { organisationId } = staffOf(response).by;
    const which = {
      systemId: wholeNumber.parse(request.query.system),
      linkId: wholeNumber.parse(request.query.owner),
      late: request.query.only === 'late',
    };
    const rows = await dueTasks(desk, { organisationId, zone }, period, which);
    const title = base.t(which.late ? 'reports:list.lateTasks' : 'reports:list.tasks');
    const page = behindPage(base, { period, title, table: tasksDueTable(rows, { ...base, zone }) });
    sendPage(response, 'reports/behind', page, 'desk');
  });

  router.get('/letters', permit('read-requests'), async (request, response) => {
    const base = deskFrame(response, 'reports');
    const { period, zone } = periodOf(desk, response);
    const { organisationId } = staffOf(response).by;
    const kind = LETTER_KINDS.find((one) => one === oneLine.catch('').parse(request.query.kind));
    const letters = await returnedLetters(desk, { organisationId, zone }, period);
    const rows = letters.filter((one) => !kind || one.kind === kind);
    const title = base.t('reports:list.letters');
    const page = behindPage(base, { period, title, table: returnedTable(rows, { ...base, zone }) });
    sendPage(response, 'reports/behind', page, 'desk');
  });
}

/** The same address from another row on; without one, from the beginning. */
function pageFrom(address: string, after?: number): string {
  const [path = '', query] = address.split('?');
  const asked = new URLSearchParams(query);
  asked.delete('after');
  if (after !== undefined) asked.set('after', String(after));
  return `${path}?${asked}`;
}
