import { Router } from 'express';
import type { AppDesk } from './appDesk.ts';
import { TABLE_FORMATS } from './middleware/table.ts';
import { publicRouter } from './public.ts';
import { rehearsalRouter } from './rehearsal/index.ts';
import { reportsRouter } from './reports/index.ts';
import { exportRouter, requestsRouter } from './requests/index.ts';
import { peopleRouter } from './requests/people.ts';
import { sessionsRouter } from './sessions/index.ts';
import { settingsRouter } from './settings/index.ts';
import { systemsRouter } from './systems/index.ts';
import { feedRouter } from './today/calendar.ts';
import { todayRouter } from './today/index.ts';

/** All routes of the desk. Each route has exactly one `permit…`, and it comes first. */
export function routes(desk: AppDesk): Router {
  const router = Router();
  router.use('/requests', requestsRouter(desk));
  router.use('/people', peopleRouter(desk));
  router.use('/reports', reportsRouter(desk));
  for (const format of TABLE_FORMATS) router.use(`/requests.${format}`, exportRouter(desk, format));
  router.use('/sessions', sessionsRouter(desk));
  router.use('/settings', settingsRouter(desk));
  router.use('/systems', systemsRouter(desk));
  router.use('/today', todayRouter(desk));
  router.use('/calendar', feedRouter(desk));
  router.use('/rehearsal', rehearsalRouter(desk));
  router.use(publicRouter(desk)); // last: it takes the root
  return router;
}
