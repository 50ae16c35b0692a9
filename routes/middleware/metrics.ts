import { Router } from 'express';
import type { AppDesk } from '../appDesk.ts';
import { permitBearer } from './permit.ts';

/** What the process tells of itself: figures only, no person, no reference, no address. */
export type Metrics = {
  /** Whoever reads them shows this. */
  token: string;
  /** An answer went out. */
  answered(answer: { method: string; route: string; status: number; seconds: number }): void;
  /** An error ended a page. */
  met(error: unknown): void;
  /** All figures as text. */
  read(): Promise<{ type: string; text: string }>;
};

/** `/metrics` for the bearer of METRICS_TOKEN; no such page where none is set. */
export function metrics(desk: AppDesk): Router {
  const router = Router();
  router.get('/metrics', permitBearer(desk.metrics?.token), async (_request, response) => {
    const { type, text } = (await desk.metrics?.read()) ?? { type: 'text', text: '' };
    response.set('Cache-Control', 'no-store').set('Content-Type', type).send(text);
  });
  return router;
}
