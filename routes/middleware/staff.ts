import type { RequestHandler, Response } from 'express';
import { type Staff, staffAmong } from '../../models/user/staff.ts';
import { PLACES } from './session.ts';

export type { Staff };

/** Finds out who is logged in, and for which of their organisations they work now. */
export function staff(): RequestHandler {
  return (request, response, next) => {
    const { organisationId, [PLACES]: places } = request.session;
    if (places) response.locals.staff = staffAmong(places, organisationId);
    next();
  };
}

/** Who is logged in, if anybody. */
export function staffIn(response: Response): Staff | undefined {
  return response.locals.staff as Staff | undefined;
}

/** Who is logged in: `{ user, organisation, role, by }`. Only behind `permit` or `permitSignedIn`. */
export function staffOf(response: Response): Staff {
  const found = staffIn(response);
  if (!found) throw new Error('A staff handler stands behind no permit');
  return found;
}
