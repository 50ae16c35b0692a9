import { Router } from 'express';
import { z } from 'zod';
import { addDays } from '../../domain/calendar/calendarDate.ts';
import { GROUPS, type TodayGroup } from '../../domain/today/groups.ts';
import { momentsOf } from '../../domain/today/moments.ts';
import { calendarOfWorkplace } from '../../models/organisation/workingDays.ts';
import { readToday } from '../../models/today/read.ts';
import { stepOf } from '../../models/today/standing.ts';
import { todayPage } from '../../views/today/show.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { text, wholeNumber } from '../middleware/text.ts';
import { awayRouter } from './away.ts';
import { calendarRouter } from './calendar.ts';

const Query = z.object({ of: text, show: text, after: text });

/** How many of each group the page shows; of one group by itself, how many at once. */
const FEW: Record<TodayGroup, number> = {
  late: 10,
  today: 10,
  undelivered: 5,
  extensions: 5,
  messages: 5,
  week: 10,
  finish: 3,
  arrived: 5,
  waiting: 5,
  ending: 3,
};
const PAGE = 50;

/** The first page after log-in: what to do today. */
export function todayRouter(desk: AppDesk): Router {
  const router = Router();
  router.use('/away', awayRouter(desk));
  router.use('/calendar', calendarRouter(desk));
  router.get('/', permit('read-requests'), async (request, response) => {
    const { by, role, organisation } = staffOf(response);
    const asked = Query.parse(request.query);
    const group = GROUPS.find((one) => one === asked.show);
    const after = group ? wholeNumber.parse(asked.after) || 0 : 0;
    const ofAll = asked.of === 'all';
    const now = desk.clock();
    const { zone } = organisation;
    const calendar = calendarOfWorkplace(organisation);
    const at = { ...momentsOf(now, zone, calendar), zone };
    const today = await readToday(desk, by, at, { ofAll, groups: group ? { [group]: PAGE } : FEW, after });
    const page = todayPage(deskFrame(response, 'today'), {
      today,
      items: today.requests.map((row) => ({ row, step: stepOf(desk, row, role, now) })),
      on: at.today,
      now,
      weekEnd: addDays(at.today, 8),
      zone,
      calendar,
      role,
      ofAll,
      ...(group && { only: { group, after, most: PAGE } }),
    });
    sendPage(response, 'today/show', page, 'desk');
  });
  return router;
}
