import { Router } from 'express';
import { answersRouter } from './answers/index.ts';
import type { AppDesk } from './appDesk.ts';
import { confirmRouter } from './intake/confirm.ts';
import { intakeRouter } from './intake/index.ts';
import { visiting } from './middleware/visit.ts';
import { policiesRouter } from './policies/index.ts';
import { statusRouter } from './status/index.ts';
import { tasksRouter } from './tasks/index.ts';
import { transmissionsRouter } from './transmissions/index.ts';

/** The public pages: of the first organisation at the root, of any by its short name. */
export function publicRouter(desk: AppDesk): Router {
  const pages = Router();
  pages.use(intakeRouter(desk));
  pages.use('/confirm', confirmRouter(desk));
  pages.use('/status', statusRouter(desk));
  pages.use('/answers', answersRouter(desk));
  pages.use('/tasks', tasksRouter(desk));
  pages.use('/transmissions', transmissionsRouter(desk));
  pages.use('/policies', policiesRouter(desk));
  const router = Router();
  router.use('/o/:organisation', visiting(), pages);
  router.use(visiting(), pages);
  return router;
}
