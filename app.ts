import express, { type Express } from 'express';
import type { AppDesk } from './routes/appDesk.ts';
import { routes } from './routes/index.ts';
import { assets } from './routes/middleware/assets.ts';
import { body } from './routes/middleware/body.ts';
import { capacity } from './routes/middleware/capacity.ts';
import { cookies } from './routes/middleware/cookies.ts';
import { csrf } from './routes/middleware/csrf.ts';
import { errors, noSuchPage } from './routes/middleware/errors.ts';
import { health } from './routes/middleware/health.ts';
import { language } from './routes/middleware/language.ts';
import { log } from './routes/middleware/log.ts';
import { metrics } from './routes/middleware/metrics.ts';
import { protections } from './routes/middleware/protections.ts';
import { rehearsing } from './routes/middleware/rehearsing.ts';
import { saveBeforeRedirect, sessions } from './routes/middleware/session.ts';
import { staff } from './routes/middleware/staff.ts';

/** The desk's web application, from the first header to the error handler. */
export function createApp(desk: AppDesk): Express {
  const app = express();
  app.set('trust proxy', desk.trustProxy);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.disable('etag'); // a page is private and changes; assets have their own

  app.use(log(desk));
  app.use(protections(desk));
  app.use(assets());
  app.use(health(desk));
  app.use(metrics(desk));

  app.use(cookies());
  app.use(rehearsing(desk));
  app.use(language(desk));
  app.use(body());
  app.use(capacity());
  app.use(sessions(desk), saveBeforeRedirect());
  app.use(staff());
  app.use(csrf(desk));

  app.use(routes(desk));

  app.use(noSuchPage());
  app.use(errors(desk));
  return app;
}
