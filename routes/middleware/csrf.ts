import { doubleCsrf } from 'csrf-csrf';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { AppDesk } from '../appDesk.ts';
import { Refusal } from './refusal.ts';

type Forgery = { token(): string; isValid(): boolean };

/**
 * A token in the form and the same in a cookie, signed for this log-in (double submit). The token is made when a page
 * asks for it, so pages without a form set no cookie.
 */
export function csrf(desk: AppDesk): RequestHandler {
  const https = desk.baseUrl.startsWith('https:');
  const secret = desk.keyring.secretFor('csrf');
  const { generateCsrfToken, validateRequest } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (request) => (request.session?.userId ? request.sessionID : ''),
    cookieName: https ? '__Host-form' : 'form',
    cookieOptions: { sameSite: 'lax', secure: https, httpOnly: true, path: '/' },
    getCsrfTokenFromRequest: (request) => request.body?._csrf,
  });
  return (request, response, next) => {
    let token: string | undefined;
    const forgery: Forgery = {
      token: () => {
        token ??= generateCsrfToken(request, response);
        return token;
      },
      isValid: () => validateRequest(request),
    };
    response.locals.forgery = forgery;
    next();
  };
}

/** The token for the forms of this page. */
export const formToken = (response: Response): string => (response.locals.forgery as Forgery).token();

/** Whether the form that was sent came from a page of ours. */
export const isOurForm = (response: Response): boolean => (response.locals.forgery as Forgery).isValid();

/** Stops a form that no page of ours made. One with files is asked by `uploads`, which reads it; elsewhere it is refused. */
export function refuseForgery(request: Request, response: Response, next: NextFunction): void {
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const askedLater = request.is('multipart/form-data') && takesFiles(request);
  next(reads || askedLater || isOurForm(response) ? undefined : new Refusal(403, 'stale-form'));
}

/** Marks the middleware that reads files. */
export const TAKES_FILES = Symbol('takes files');

function takesFiles(request: Request): boolean {
  const handlers = (request.route?.stack ?? []) as { handle: { [TAKES_FILES]?: true } }[];
  return handlers.some(({ handle }) => handle[TAKES_FILES]);
}
