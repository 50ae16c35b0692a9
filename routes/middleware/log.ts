import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { AppDesk } from '../appDesk.ts';

/**
 * Logs one line per response, with the route's pattern; never the address, which may hold a secret or a person's details.
 * `pino-http` logs address and headers unless serializers replace them, and does not know the pattern of the route.
 */
export function log(desk: AppDesk): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    const begun = performance.now();
    response.locals.requestId = id;
    response.locals.desk = desk;
    response.on('close', () => {
      const ms = performance.now() - begun;
      const route = response.locals.route ?? routeOf(request);
      const status = response.writableFinished ? response.statusCode : 499;
      desk.log.info({ request: id, method: request.method, route, status, ms: Math.round(ms) });
      desk.metrics?.answered({ method: request.method, route, status, seconds: ms / 1000 });
    });
    next();
  };
}

/** Remembers the matched route when it begins: an error unwinds the routers. */
export function noteRoute(request: Request, response: Response): void {
  response.locals.route = routeOf(request);
}

function routeOf(request: Request): string {
  const mount = (request.baseUrl ?? '')
    .replace(/^\/o\/[^/]+/, '/o/:organisation')
    .replace(/[\w-]{16,}/g, ':secret');
  return request.route ? `${mount}${request.route.path}` : 'none';
}
