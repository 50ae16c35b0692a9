import { createHash, timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { may, type Task } from '../../domain/permissions.ts';
import { formFault, letProgramWrite, refuseForgery, writesIn } from './csrf.ts';
import { noteRoute } from './log.ts';
import { OtherOrganisation, Refusal } from './refusal.ts';
import { staffIn } from './staff.ts';
import { keptForLater } from './typed.ts';
import { readTextsOnly } from './uploads.ts';
import { writtenIn } from './written.ts';

/**
 * Who may use a route. Each route has exactly one of these, and it comes first (a test walks the router). A POST that
 * passes must also carry the form's token, so permission and forgery are checked in one place.
 */
export type Permission = RequestHandler & { permission: 'anyone' | 'signed-in' | 'bearer' | Task };

/**
 * Anyone: the public pages. `isRepeat` recognises a form that was sent before: sending it again changes nothing, so it
 * needs no token.
 */
export function permitAnyone(
  isRepeat?: (request: Request, response: Response) => Promise<boolean>,
): Permission {
  return permission('anyone', async (request, response, next) => {
    if (isRepeat && (await isRepeat(request, response))) next();
    else refuseForgery(request, response, next);
  });
}

/** Anyone with the secret of the address: a browser by the form of our page, a program by the address alone. */
export function permitSecretLink(): Permission {
  return permission('anyone', (request, response, next) => {
    letProgramWrite(response);
    refuseForgery(request, response, next);
  });
}

/** Any logged-in user, from a page of any organisation: to log out, or to switch organisation. */
export function permitSignedIn(): Permission {
  return permission('signed-in', (request, response, next) => {
    if (!staffIn(response)) return logInFirst(request, response, next);
    refuseForgery(request, response, next);
  });
}

/** A user whose role may do the task in their current organisation, which must also be the form's. */
export function permit(task: Task): Permission {
  return permission(task, (request, response, next) => {
    const staff = staffIn(response);
    if (!staff) return logInFirst(request, response, next);
    writesIn(response, staff.organisation.id);
    if (may(staff.role, task)) refuseForgery(request, response, next);
    else readTextsOnly(request, response, () => next(notHere(request, response)));
  });
}

/** The refusal if the role does not permit it here: the form may belong to another organisation, where it does. */
function notHere(request: Request, response: Response): Refusal {
  const fault = request.method === 'POST' ? formFault(response) : undefined;
  return fault instanceof OtherOrganisation ? fault : new Refusal(403);
}

/** A program with `token` in its Authorization header. Without a configured token, 404. */
export function permitBearer(token: string | undefined): Permission {
  return permission('bearer', (request, response, next) => {
    if (!token) return next(new Refusal(404));
    if (isSame(request.get('Authorization') ?? '', `Bearer ${token}`)) return next();
    response.set('WWW-Authenticate', 'Bearer').status(401).type('text').send('401\n');
  });
}

/** Compares in constant time: both become 32 bytes first. */
function isSame(shown: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(shown), digest(wanted));
}

function permission(
  name: Permission['permission'],
  ask: (request: Request, response: Response, next: NextFunction) => void,
): Permission {
  const first: RequestHandler = (request, response, next) => {
    noteRoute(request, response);
    return ask(request, response, next);
  };
  return Object.assign(first, { permission: name });
}

/**
 * Redirects to the log-in page, and from there back to the page, or to what was typed in a form whose session expired. If that
 * cannot be stored, it is shown, so that it is not lost.
 */
async function logInFirst(request: Request, response: Response, next: NextFunction): Promise<void> {
  const kept = await keptForLater(request, response);
  if (!kept && writtenIn(request).length > 0) return next(new Refusal(403, 'stale-form'));
  const isPage = request.method === 'GET' && request.originalUrl !== '/';
  const wanted = kept ?? (isPage ? request.originalUrl : undefined);
  response.redirect(303, `/sessions/new${wanted ? `?to=${encodeURIComponent(wanted)}` : ''}`);
}
