import { Router } from 'express';
import type { AppDesk } from '../appDesk.ts';
import { permitBearer } from './permit.ts';

/** `/metrics` for the bearer of METRICS_TOKEN; 404 if that is not set. */
export function metrics(desk: AppDesk): Router {
  const router = Router();
  router.get('/metrics', permitBearer(desk.metrics?.token), async (_request, response) => {
    const { type, text } = (await desk.metrics?.read()) ?? { type: 'text', text: '' };
    response.set('Cache-Control', 'no-store').set('Content-Type', type).send(text);
  });
  return router;
}
