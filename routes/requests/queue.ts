import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { addDays } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { BULK, BULK_ACTS } from '../../domain/lifecycle/bulk.ts';
import { may } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { readRequest } from '../../models/subjectRequest/page.ts';
import { readQueue } from '../../models/subjectRequest/queue.ts';
import { tasksOfRequest } from '../../models/task/ofRequest.ts';
import { queryOf } from '../../views/requests/listQuery.ts';
import { queuePage } from '../../views/requests/queue.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { oneLine } from '../middleware/text.ts';
import { isColleague, showFilters } from './lists.ts';
import { columnsOf, readFilter } from './query.ts';

/** The request that the address names to be looked at beside the list; none where it is not one of this organisation's. */
async function lookedAt(desk: AppDesk, request: Request, response: Response) {
  const { look } = Look.parse(request.query);
  if (!look) return undefined;
  const { by, role } = staffOf(response);
  try {
    const page = await readRequest(desk, by, look, role);
    return { page, tasks: await tasksOfRequest(desk, page.request), role };
  } catch (error) {
    if (error instanceof RuleViolation && error.code === 'not-found') return undefined;
    throw error;
  }
}

const Look = z.object({ look: oneLine });

/** The queue: open work by next deadline. */
export function queueRouter(desk: AppDesk): Router {
  const router = Router();
  router.get('/', permit('read-requests'), async (request, response) => {
    const staff = staffOf(response);
    const { by, role, organisation } = staff;
    const { filter, faults } = readFilter(request.query, staff);
    if (faults.length > 0) return showFilters(desk, request, response, 422);
    if (Object.values(request.query).includes(''))
      return response.redirect(303, `/requests${queryOf(filter)}`);
    const now = desk.clock();
    const today = localDate(now, organisation.zone);
    const until = {
      tomorrow: startOfDay(addDays(today, 1), organisation.zone),
      weekEnd: startOfDay(addDays(today, 8), organisation.zone),
    };
    const { rows, next, views, agenda, members, tags, kept, formerRules } = await readQueue(
      desk,
      by,
      filter,
      until,
    );
    const colleagues = members.filter(isColleague);
    const page = queuePage(deskFrame(response, 'requests'), {
      filter,
      rows,
      next,
      counts: views,
      agenda,
      colleagues,
      tags,
      kept,
      columns: columnsOf(filter, staff),
      order: filter.order ?? staff.queue.order ?? 'usual',
      mayKeep: may(role, 'keep-view'),
      looked: await lookedAt(desk, request, response),
      packs: desk.packs,
      now,
      formerRules: may(role, 'change-basis') ? formerRules : 0,
      mayLog: may(role, 'log-request'),
      mayExport: may(role, 'export-requests'),
      bulkActs: BULK_ACTS.filter((act) => may(role, BULK[act].action)),
    });
    sendPage(response, 'requests/queue', page, 'desk');
  });
  return router;
}
