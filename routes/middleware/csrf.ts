import { doubleCsrf } from 'csrf-csrf';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { AppDesk } from '../appDesk.ts';
import { namingOrganisation, tokenPartsIn } from './formToken.ts';
import { OtherOrganisation, Refusal } from './refusal.ts';

type Forgery = { token(): string; isValid(): boolean };

/**
 * A token in the form and in a cookie, signed for this session (double submit). It is made when a page asks for it, so
 * pages without a form set no cookie.
 */
export function csrf(desk: AppDesk): RequestHandler {
  const https = desk.baseUrl.startsWith('https:');
  const secret = desk.keyring.secretFor('csrf');
  const { generateCsrfToken, validateRequest } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (request) => (request.session?.userId ? request.sessionID : ''),
    cookieName: https ? '__Host-form' : 'form',
    cookieOptions: { sameSite: 'lax', secure: https, httpOnly: true, path: '/' },
    getCsrfTokenFromRequest: (request) => tokenPartsIn(request).token,
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

/** The token for the forms of this page. On an organisation's page it names the organisation. */
export function formToken(response: Response, organisation?: { id: number }): string {
  const token = (response.locals.forgery as Forgery).token();
  return organisation ? namingOrganisation(response, token, organisation.id) : token;
}

/** Whether the submitted form came from one of our pages, or from a program that may write without one. */
export const isOurForm = (response: Response): boolean =>
  isByProgram(response) || (response.locals.forgery as Forgery).isValid();

/**
 * Declares that a program may write by the secret in the address alone. Nobody can forge that through a visitor's browser: whoever knows
 * the secret needs no browser of another, and the request carries no cookie. A browser names the page a form was sent from (`Origin`,
 * Fetch 3.2; `Sec-Fetch-Site`, Fetch Metadata 2.4): with either the form needs its token as ever.
 */
export function letProgramWrite(response: Response): void {
  const { headers } = response.req;
  response.locals.isByProgram =
    hasNoCookie(response.req) && headers.origin === undefined && headers['sec-fetch-site'] === undefined;
}

export const isByProgram = ({ locals }: Response): boolean => locals.isByProgram === true;

/** Declares the organisation that the route writes to: forms of any other are refused. */
export function writesIn(response: Response, organisationId: number): void {
  response.locals.writesIn = organisationId;
}

/** Whether the browser sent no cookie of ours: it blocks them, or another browser opened the page. */
export const hasNoCookie = ({ headers }: Request): boolean => !headers.cookie;

export const notOurForm = (request: Request): Refusal =>
  new Refusal(403, hasNoCookie(request) ? 'no-cookie' : 'stale-form');

/**
 * Why the submitted form is refused: it is not from our pages, the browser keeps no cookies, or it belongs to another
 * organisation. Undefined if it is accepted.
 */
export function formFault(response: Response): Refusal | undefined {
  if (!isOurForm(response)) return notOurForm(response.req);
  if (isByProgram(response)) return undefined;
  const { writesIn: here } = response.locals;
  const { organisationId: named } = tokenPartsIn(response.req);
  if (here === undefined || named === here) return undefined;
  return named === undefined ? new Refusal(403, 'stale-form') : new OtherOrganisation(named);
}

/** Refuses a forged form. A form with files is checked by `uploads`, which reads it. */
export function refuseForgery(request: Request, response: Response, next: NextFunction): void {
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const askedLater = request.is('multipart/form-data') && takesFiles(request);
  next(reads || askedLater ? undefined : formFault(response));
}

/** Marks the middleware that reads files. */
export const TAKES_FILES = Symbol('takes files');

/** Whether a route reads files. */
export function takesFiles(request: Request): boolean {
  const handlers = (request.route?.stack ?? []) as { handle: { [TAKES_FILES]?: true } }[];
  return handlers.some(({ handle }) => handle[TAKES_FILES]);
}
