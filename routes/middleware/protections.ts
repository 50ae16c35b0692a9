import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { AppDesk } from '../appDesk.ts';

/** Security headers: nothing from other sites, no inline code, no framing. */
export function protections(desk: AppDesk): RequestHandler[] {
  const https = desk.baseUrl.startsWith('https:');
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          objectSrc: ["'none'"],
        },
      },
      xFrameOptions: { action: 'deny' },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    }),
    (request, response, next) => {
      response.set('Cache-Control', 'private, no-cache');
      // Whether the desk is reached by https is known from BASE_URL, never from a header that a visitor could send.
      Object.defineProperty(request, 'protocol', { value: https ? 'https' : 'http', configurable: true });
      next();
    },
  ];
}
