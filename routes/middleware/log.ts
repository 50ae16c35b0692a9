import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { AppDesk } from '../appDesk.ts';

/** One line for each answer: the route's pattern, never the address, which may hold a secret or a person. */
export function log(desk: AppDesk): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    const begun = performance.now();
    response.locals.requestId = id;
    response.locals.desk = desk;
    response.on('close', () => {
      const ms = Math.round(performance.now() - begun);
      const status = response.writableFinished ? response.statusCode : 499;
      desk.log.info({ request: id, method: request.method, route: routeOf(request), status, ms });
    });
    next();
  };
}

function routeOf(request: Request): string {
  const mount = (request.baseUrl ?? '').replace(/[\w-]{16,}/g, ':secret');
  return request.route ? `${mount}${request.route.path}` : 'none';
}
