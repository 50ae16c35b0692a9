import express, { type Router } from 'express';
import { pino } from 'pino';
import { body } from '../../routes/middleware/body.ts';
import { cookies } from '../../routes/middleware/cookies.ts';
import { csrf } from '../../routes/middleware/csrf.ts';
import { errors, noSuchPage } from '../../routes/middleware/errors.ts';
import { language } from '../../routes/middleware/language.ts';
import { log } from '../../routes/middleware/log.ts';
import { protections } from '../../routes/middleware/protections.ts';
import { sessions } from '../../routes/middleware/session.ts';
import { staff } from '../../routes/middleware/staff.ts';
import type { TestApp } from './app.ts';
import type { TestDesk } from './desk.ts';

export type LogLine = Record<string, unknown> & { route?: string; fault?: { message?: string } };

/** Our middleware around a test's own routes, and the log lines. */
export function houseAround(desk: TestDesk, routes: Router): { app: TestApp; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line) as LogLine) });
  const given = { ...desk, log: logger, trustProxy: false as const, rateLimits: false, mailConfigured: true };
  const app = express();
  app.use(
    log(given),
    protections(given),
    cookies(),
    sessions(given),
    staff(),
    language(given),
    body(),
    csrf(given),
  );
  app.use(routes);
  app.use(noSuchPage(), errors(given));
  return { app: Object.assign(app, { desk }), lines };
}
