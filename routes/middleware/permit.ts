import { createHash, timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { may, type Task } from '../../domain/permissions.ts';
import { formFault, refuseForgery, writesIn } from './csrf.ts';
import { noteRoute } from './log.ts';
import { OtherOrganisation } from './otherOrganisation.ts';
import { Refusal } from './refusal.ts';
import { staffIn } from './staff.ts';
import { keptForLater } from './typed.ts';
import { readTextsOnly } from './uploads.ts';
import { writtenIn } from './written.ts';

/**
 * Who may use a route. Each route has exactly one of these, before all else (a test walks the router), and a POST that
 * passes it also carries the form's own token: permission and forgery are asked in one place.
 */
export type Permission = RequestHandler & { permission: 'anyone' | 'signed-in' | 'bearer' | Task };

/**
 * Anyone at all: the public pages. `isRepeat` knows a form that was sent before: sending it again changes nothing, so
 * it needs no token.
 */
export function permitAnyone(
  isRepeat?: (request: Request, response: Response) => Promise<boolean>,
): Permission {
  return permission('anyone', async (request, response, next) => {
    if (isRepeat && (await isRepeat(request, response))) next();
    else refuseForgery(request, response, next);
  });
}

/** Whoever has logged in, whatever their role, and from a page of whichever organisation: to log out, or to go to another. */
export function permitSignedIn(): Permission {
  return permission('signed-in', (request, response, next) => {
    if (!staffIn(response)) return logInFirst(request, response, next);
    refuseForgery(request, response, next);
  });
}

/** Whoever's role may do the task in the organisation they work for, which is also the one that the form is of. */
export function permit(task: Task): Permission {
  return permission(task, (request, response, next) => {
    const staff = staffIn(response);
    if (!staff) return logInFirst(request, response, next);
    writesIn(response, staff.organisation.id);
    if (may(staff.role, task)) refuseForgery(request, response, next);
    else readTextsOnly(request, response, () => next(notHere(request, response)));
  });
}

/** Their role does not do here: but their form may be of an organisation where it does. */
function notHere(request: Request, response: Response): Refusal {
  const fault = request.method === 'POST' ? formFault(response) : undefined;
  return fault instanceof OtherOrganisation ? fault : new Refusal(403);
}

/** A program that shows `token` in its Authorization header. Without a token to show there is no such page. */
export function permitBearer(token: string | undefined): Permission {
  return permission('bearer', (request, response, next) => {
    if (!token) return next(new Refusal(404));
    if (isSame(request.get('Authorization') ?? '', `Bearer ${token}`)) return next();
    response.set('WWW-Authenticate', 'Bearer').status(401).type('text').send('401\n');
  });
}

/** In the same time for every guess: both become 32 bytes first. */
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
 * To the log-in page, and from there back to the page that was wanted, or to what was typed in a form whose log-in has run out. What
 * cannot be kept is shown, not lost.
 */
async function logInFirst(request: Request, response: Response, next: NextFunction): Promise<void> {
  const kept = await keptForLater(request, response);
  if (!kept && writtenIn(request).length > 0) return next(new Refusal(403, 'stale-form'));
  const isPage = request.method === 'GET' && request.originalUrl !== '/';
  const wanted = kept ?? (isPage ? request.originalUrl : undefined);
  response.redirect(303, `/sessions/new${wanted ? `?to=${encodeURIComponent(wanted)}` : ''}`);
}
