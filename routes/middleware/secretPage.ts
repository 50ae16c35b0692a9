import type { RequestHandler } from 'express';

/** For addresses that contain a secret: no caching, no referrer, no search engines. */
export function secretPage(): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex, nofollow',
    });
    next();
  };
}
