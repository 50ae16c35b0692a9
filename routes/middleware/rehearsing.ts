import { type CookieOptions, type Request, type Response, Router } from 'express';
import { may } from '../../domain/permissions.ts';
import type { AppDesk } from '../appDesk.ts';
import { passOn } from './passOn.ts';
import { PLACES, sessions } from './session.ts';
import { staff, staffIn } from './staff.ts';

/** The pages of the real desk about a rehearsal, also while somebody rehearses: from them they leave. */
const ABOUT_IT = /^\/settings\/rehearsal(\/|$)/;
/** Where a rehearsal lets its user in. */
const ENTRY = /^\/rehearsal\/entry$/;

const cookieOf = ({ baseUrl }: Pick<AppDesk, 'baseUrl'>): string =>
  baseUrl.startsWith('https:') ? '__Host-rehearsal' : 'rehearsal';

const optionsOf = ({ baseUrl }: Pick<AppDesk, 'baseUrl'>): CookieOptions => ({
  ...{ httpOnly: true, sameSite: 'lax', path: '/' },
  secure: baseUrl.startsWith('https:'),
});

/** Marks this browser: every address now leads to the rehearsal of whoever is logged in. The mark alone opens nothing. */
export const enterRehearsal = (response: Response, desk: AppDesk): void =>
  void response.cookie(cookieOf(desk), 'on', optionsOf(desk));

/** Every address leads to the real desk again. */
export const leaveRehearsal = (response: Response, desk: AppDesk): void =>
  void response.clearCookie(cookieOf(desk), optionsOf(desk));

/** Whether this browser is marked. */
export const isRehearsing = ({ cookies }: Request, desk: AppDesk): boolean =>
  cookies[cookieOf(desk)] === 'on';

/**
 * Leads a marked browser to the rehearsal of the user who is logged in to the real desk there: its own, in an organisation where they work.
 * Where that is not so any more, the mark goes, nothing is passed on, and the browser is led to the page about it.
 */
export function rehearsing(desk: AppDesk): Router {
  const router = Router();
  const { rehearsals } = desk;
  if (!rehearsals) return router;
  router.use((request, _response, next) =>
    next(isRehearsing(request, desk) && !ABOUT_IT.test(request.path) ? undefined : 'router'),
  );
  router.use(sessions(desk), staff());
  router.use(async (request, response) => {
    response.locals.route = 'rehearsal';
    const user = staffIn(response)?.user;
    const found = user && rehearsals.find(user.id);
    if (!user || !found || !worksIn(request, found.organisationId)) {
      leaveRehearsal(response, desk);
      return response.redirect(303, user ? ABOUT : `/sessions/new?to=${encodeURIComponent(ABOUT)}`);
    }
    const door = await rehearsals.reach(user.id);
    if (!door) return response.redirect(303, ABOUT);
    passOn(request, response, door, ENTRY.test(request.path));
  });
  return router;
}

const ABOUT = '/settings/rehearsal';

const worksIn = ({ session: { [PLACES]: places = [] } }: Request, organisationId: number): boolean =>
  places.some(({ id, role }) => id === organisationId && role !== null && may(role, 'rehearse'));
