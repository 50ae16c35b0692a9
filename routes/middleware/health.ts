import { Router } from 'express';
import { isReady } from '../../models/readiness.ts';
import type { AppDesk } from '../appDesk.ts';
import { permitAnyone } from './permit.ts';

/** `/healthz`: the process answers. `/readyz`: the database answers too, with the schema of this release. */
export function health(desk: AppDesk): Router {
  const router = Router();
  router.get('/healthz', permitAnyone(), (_request, response) => {
    response.type('text').send('ok\n');
  });
  router.get('/readyz', permitAnyone(), async (_request, response) => {
    const ready = await isReady(desk);
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready\n' : 'not ready\n');
  });
  return router;
}
