import type { RequestHandler } from 'express';

/** For addresses that hold a secret: kept nowhere, told to nobody, found by no search engine. */
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
