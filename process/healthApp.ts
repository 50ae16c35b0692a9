import express, { type ErrorRequestHandler, type Express } from 'express';
import type { AppDesk } from '../routes/appDesk.ts';
import { httpStatusOf } from '../routes/middleware/errors.ts';
import { health } from '../routes/middleware/health.ts';
import { log } from '../routes/middleware/log.ts';
import { metrics } from '../routes/middleware/metrics.ts';
import { protections } from '../routes/middleware/protections.ts';

/** The app of a process that serves no pages: `/healthz`, `/readyz` and `/metrics`. */
export function createHealthApp(desk: AppDesk): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(log(desk), protections(desk), health(desk), metrics(desk));
  app.use((_request, response) => void response.status(404).type('text').send('404\n'));
  app.use(faults);
  return app;
}

const faults: ErrorRequestHandler = (error, _request, response, _next) => {
  const status = httpStatusOf(error);
  response.status(status).type('text').send(`${status}\n`);
};
