import type { RequestHandler, Response } from 'express';
import { type Staff, staffAmong } from '../../models/user/staff.ts';
import { PLACES } from './session.ts';

export type { Staff };

/** Finds the logged-in user and their current organisation. */
export function staff(): RequestHandler {
  return (request, response, next) => {
    const { organisationId, [PLACES]: places } = request.session;
    if (places) response.locals.staff = staffAmong(places, organisationId);
    next();
  };
}

/** The logged-in user, if any. */
export function staffIn(response: Response): Staff | undefined {
  return response.locals.staff as Staff | undefined;
}

/** The logged-in user: `{ user, organisation, role, by }`. Only after `permit` or `permitSignedIn`. */
export function staffOf(response: Response): Staff {
  const found = staffIn(response);
  if (!found) throw new Error('A staff route has no permit');
  return found;
}
