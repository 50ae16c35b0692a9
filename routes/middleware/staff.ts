import type { RequestHandler, Response } from 'express';
import { type Staff, staffMember } from '../../models/user/staff.ts';

export type { Staff };

/** Finds out who is logged in, and for which of their organisations they work now. */
export function staff(): RequestHandler {
  return async (request, response, next) => {
    const { userId, organisationId } = request.session;
    if (userId) response.locals.staff = await staffMember(userId, organisationId);
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
