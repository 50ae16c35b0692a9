import { Router } from 'express';
import type { AppDesk } from '../appDesk.ts';
import { letterRoutes } from '../letters.ts';
import { answerFileRouter } from './answerFile.ts';
import { answerFileCopyRouter } from './answerFileCopy.ts';
import { answerFilesRouter } from './answerFiles.ts';
import { bulkRouter } from './bulk.ts';
import { contentsRouter } from './contents.ts';
import { listsRouter } from './lists.ts';
import { newRequestRouter } from './new.ts';
import { queueRouter } from './queue.ts';
import { placeOfLetter, showRouter } from './show.ts';
import { statementsRouter } from './statements.ts';
import { taskStepsRouter } from './taskSteps.ts';
import { tasksOfRequestRouter } from './tasks.ts';
import { verbRouter } from './verbRoutes.ts';

export { exportRouter } from './export.ts';

/** The staff pages of requests: the queue, logging by hand, and each request with its actions. */
export function requestsRouter(desk: AppDesk): Router {
  const router = Router();
  router.use(queueRouter(desk));
  router.use(listsRouter(desk));
  router.use('/new', newRequestRouter(desk));
  router.use(bulkRouter(desk));
  router.use(showRouter(desk));
  letterRoutes(router, desk, {
    read: 'read-requests',
    section: 'requests',
    address: '/:reference/letters/:letter',
    placeOf: placeOfLetter,
  });
  router.use(tasksOfRequestRouter(desk));
  router.use(taskStepsRouter(desk));
  router.use(statementsRouter(desk));
  router.use(contentsRouter(desk));
  router.use(answerFilesRouter(desk));
  router.use(answerFileRouter(desk));
  router.use(answerFileCopyRouter(desk));
  router.use(verbRouter(desk));
  return router;
}
